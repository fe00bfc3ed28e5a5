"""A log of calls, loads and results, and an oracle that judges the log; the same few threads again and again."""

import threading


class World:
    def __init__(self, new_cache, fails=()):
        self.log, self.fails = [], fails
        self.cache = new_cache(self.load)

    def load(self, key):
        number = sum(1 for event in self.log if event[0] == "load") + 1
        token = f"{key}/{number}/{threading.get_ident()}"
        self.log.append(("load", key, token))
        bad = number in self.fails
        self.log.append(("failed" if bad else "loaded", key, token))
        if bad:
            raise ValueError(token)
        return token

    def get(self, key):
        me = object()
        self.log.append(("ask", key, me))
        try:
            result = self.cache.get(key)
        except ValueError as error:
            result = error.args[0]
        self.log.append(("got", key, me, result))

    def forget(self, key):
        self.log.append(("forget", key))
        self.cache.forget(key)
        self.log.append(("forgotten", key))

    def play(self, *scripts):
        def run(script):
            for what, key in script:
                getattr(self, what)(key)

        threads = [threading.Thread(target=run, args=(script,)) for script in scripts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self.log

    def judge(self):
        log = self.log
        at = {event[2]: index for index, event in enumerate(log) if event[0] in ("load",)}
        ends = {}
        for index, event in enumerate(log):
            if event[0] == "got":
                ends.setdefault(event[3], index)
        failed = {event[2] for event in log if event[0] == "failed"}
        for index, event in enumerate(log):
            if event[0] == "got":
                _, key, me, token = event
                assert token in ends and token.startswith(key), "a value from nowhere"
                asked = next(i for i, e in enumerate(log) if e[0] == "ask" and e[2] is me)
                if token in failed:
                    assert ends[token] > asked, "an old error"
                for i, e in enumerate(log):
                    if e == ("forget", key) and i > at[token]:
                        over = next((j for j in range(i, len(log)) if log[j] == ("forgotten", key)), len(log))
                        assert not (over < asked and ends[token] < asked), "forgotten, and still there"
        for key in {event[1] for event in log}:
            loading, kept, forgetting, clean, asking = False, False, 0, True, 0
            for what in [event[0] for event in log if event[1] == key]:
                if what == "ask":
                    asking += 1
                    if asking == 1:
                        untouched = not forgetting
                elif what == "got":
                    asking -= 1
                elif what == "load":
                    assert not loading, "two at once"
                    assert not kept, "it was there"
                    loading, clean = True, untouched and not forgetting
                elif what in ("forget", "forgotten"):
                    forgetting += 1 if what == "forget" else -1
                    kept = clean = untouched = False
                elif what in ("loaded", "failed"):
                    loading, kept = False, what == "loaded" and clean


def suite(new_cache, explore):
    G, F = (lambda key: ("get", key)), (lambda key: ("forget", key))

    def program(*scripts, fails=()):
        def run():
            world = World(new_cache, fails)
            world.play(*scripts)
            world.judge()

        explore.all(run)

    program([G("a"), G("b"), G("a"), F("b"), G("a"), G("b"), G("b")])
    program([G("a")], [G("a")])
    program([G("a")], [G("b")])
    program([G("a")], [F("a"), G("a")])
    program([G("a"), G("a")], [F("a")])
    program([G("a"), G("a")], [G("a")], fails=[1])

    def overlap():
        log = World(new_cache).play([G("a")], [G("b")])
        return [event[0] for event in log if event[0].startswith("load")][:2] == ["load", "load"]

    def shared_error():
        log = World(new_cache, fails=[1]).play([G("a")], [G("a")])
        return len({event[3] for event in log if event[0] == "got"}) == 1 and any(e[0] == "failed" for e in log)

    explore.some(overlap)
    explore.some(shared_error)
