"""One thread owns everything and hears messages; each load has a thread of its own."""

import queue
import threading


class Cache:
    def __init__(self, load):
        self.load, self.inbox = load, queue.SimpleQueue()
        threading.Thread(target=self.act, daemon=True).start()

    def get(self, key):
        answer = queue.SimpleQueue()
        self.inbox.put(("get", key, answer))
        error, value = answer.get()
        if error is not None:
            raise error
        return value

    def forget(self, key):
        self.inbox.put(("forget", key, None))

    def fetch(self, key):
        try:
            self.inbox.put(("loaded", key, (None, self.load(key))))
        except Exception as error:
            self.inbox.put(("loaded", key, (error, None)))

    def act(self):
        values, waiting, forgotten = {}, {}, set()
        while True:
            what, key, extra = self.inbox.get()
            if what == "get" and key in values:
                extra.put((None, values[key]))
            elif what == "get":
                if key not in waiting:
                    waiting[key] = []
                    threading.Thread(target=self.fetch, args=(key,), daemon=True).start()
                waiting[key].append(extra)
            elif what == "forget":
                values.pop(key, None)
                if key in waiting:
                    forgotten.add(key)
            else:
                if extra[0] is None and key not in forgotten:
                    values[key] = extra[1]
                forgotten.discard(key)
                for each in waiting.pop(key):
                    each.put(extra)
