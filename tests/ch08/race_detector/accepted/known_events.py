"""Each task knows a set of events; locks and starts hand the sets on."""


def follow(trace):
    """Yields each event with what is known when it happens, and the locks of its task."""
    knows, lock_knows, locks = {}, {}, {}
    for number, (task, op, target) in enumerate(trace):
        if number == 0:
            knows[task] = set()
        if task not in knows:
            raise ValueError("not started: " + task)
        mine = knows[task]
        if op == "acquire":
            if any(target in held for held in locks.values()):
                raise ValueError("held: " + target)
            locks.setdefault(task, set()).add(target)
            mine |= lock_knows.get(target, set())
        elif op == "release":
            try:
                locks.get(task, set()).remove(target)
            except KeyError:
                raise ValueError("not held: " + target) from None
            lock_knows[target] = mine | {number}
        elif op == "start":
            knows[target] = mine | {number}
        elif op == "join":
            mine |= knows.get(target, set())
        yield number, task, op, target, frozenset(mine), frozenset(locks.get(task, ()))
        mine.add(number)


def races(trace):
    steps = list(follow(trace))
    accesses = [step for step in steps if step[2] in ("read", "write")]
    return {
        b[3]
        for b in accesses
        for a in accesses[: accesses.index(b)]
        if a[3] == b[3] and a[1] != b[1] and "write" in (a[2], b[2]) and a[0] not in b[4]
    }


def locks_held(trace, var):
    return [step[5] for step in list(follow(trace)) if step[3] == var and step[2] in ("read", "write")]
