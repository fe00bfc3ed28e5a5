"""A Future for each key."""

import threading
from concurrent.futures import Future


class Cache:
    def __init__(self, load):
        self.load, self.lock, self.futures = load, threading.Lock(), {}
        self.kept = {}

    def get(self, key):
        with self.lock:
            future, mine = self.futures.get(key), False
            if future is None:
                future, mine = Future(), True
                self.futures[key] = future
                self.kept[key] = True
        if mine:
            try:
                value = self.load(key)
            except Exception as error:
                with self.lock:
                    del self.futures[key]
                future.set_exception(error)
            else:
                with self.lock:
                    if not self.kept[key]:
                        del self.futures[key]
                    future.set_result(value)
        return future.result()

    def forget(self, key):
        with self.lock:
            if key in self.futures and self.futures[key].done():
                del self.futures[key]
            else:
                self.kept[key] = False
