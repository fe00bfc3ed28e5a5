"""One condition; who asks after a forget waits for the next load."""

import threading


class Cache:
    def __init__(self, load):
        self.load, self.changed = load, threading.Condition()
        self.values, self.loading = {}, {}

    def get(self, key):
        with self.changed:
            while key in self.loading and self.loading[key]["forgotten"]:
                self.changed.wait()
            if key in self.values:
                return self.values[key]
            ticket = self.loading.get(key)
            if ticket is not None:
                while not ticket["done"]:
                    self.changed.wait()
                if ticket["error"] is not None:
                    raise ticket["error"]
                return ticket["value"]
            ticket = self.loading[key] = {"done": False, "forgotten": False, "value": None, "error": None}
        try:
            ticket["value"] = self.load(key)
        except Exception as error:
            ticket["error"] = error
        with self.changed:
            ticket["done"] = True
            del self.loading[key]
            if ticket["error"] is None and not ticket["forgotten"]:
                self.values[key] = ticket["value"]
            self.changed.notify_all()
        if ticket["error"] is not None:
            raise ticket["error"]
        return ticket["value"]

    def forget(self, key):
        with self.changed:
            self.values.pop(key, None)
            if key in self.loading:
                self.loading[key]["forgotten"] = True
