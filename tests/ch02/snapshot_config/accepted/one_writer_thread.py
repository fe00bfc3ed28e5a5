"""One daemon thread makes all changes, one after the other; update hands it a future and waits."""

import queue
import threading
from concurrent.futures import Future
from types import MappingProxyType


class Settings:
    def __init__(self, low, high):
        if low > high:
            raise ValueError
        self._snap = MappingProxyType(dict(low=low, high=high, version=0))
        self._orders = queue.Queue()
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        while True:
            change, answer = self._orders.get()
            try:
                low, high = change(self._snap["low"], self._snap["high"])
                if low > high:
                    raise ValueError(f"{low} > {high}")
                version = self._snap["version"] + 1
                self._snap = MappingProxyType(dict(low=low, high=high, version=version))
                answer.set_result(version)
            except Exception as error:
                answer.set_exception(error)

    def current(self):
        return self._snap

    def update(self, change):
        answer = Future()
        self._orders.put((change, answer))
        return answer.result()
