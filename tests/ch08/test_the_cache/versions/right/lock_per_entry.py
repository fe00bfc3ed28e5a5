"""An entry for each load, whose lock is held while it is loaded; forget waits for the end of the load."""

import threading


class Entry:
    def __init__(self):
        self.lock = threading.Lock()
        self.error = self.value = None


class Cache:
    def __init__(self, load):
        self.load, self.lock, self.entries = load, threading.Lock(), {}

    def get(self, key):
        with self.lock:
            entry = self.entries.get(key)
            mine = entry is None
            if mine:
                entry = self.entries[key] = Entry()
                entry.lock.acquire()
        if mine:
            try:
                entry.value = self.load(key)
            except Exception as error:
                entry.error = error
                with self.lock:
                    self.entries.pop(key)
            finally:
                entry.lock.release()
        with entry.lock:
            pass
        if entry.error is not None:
            raise entry.error
        return entry.value

    def forget(self, key):
        with self.lock:
            entry = self.entries.get(key)
        if entry is not None:
            with entry.lock, self.lock:
                if self.entries.get(key) is entry:
                    del self.entries[key]
