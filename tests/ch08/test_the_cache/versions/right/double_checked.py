"""Looks without a lock first, and once more with it."""

import threading

from grader.worker.stage import checkpoint


class Cache:
    def __init__(self, load):
        self.load, self.lock, self.values, self.running = load, threading.Lock(), {}, {}

    def get(self, key):
        checkpoint()
        try:
            return self.values[key]
        except KeyError:
            pass
        with self.lock:
            if key in self.values:
                return self.values[key]
            run = self.running.get(key)
            mine = run is None
            if mine:
                run = self.running[key] = {"over": threading.Event(), "keep": True}
        if mine:
            try:
                run["value"] = self.load(key)
            except Exception as error:
                run["error"] = error
            with self.lock:
                del self.running[key]
                if run["keep"] and "value" in run:
                    self.values[key] = run["value"]
            run["over"].set()
        run["over"].wait()
        if "error" in run:
            raise run["error"]
        return run["value"]

    def forget(self, key):
        with self.lock:
            self.values.pop(key, None)
            if key in self.running:
                self.running[key]["keep"] = False
