"""A lock that is held until somebody stops: waiting for the next tick is acquire with a timeout."""

import threading
import time


class Ticker(threading.Thread):
    def __init__(self, period, on_tick):
        super().__init__()
        self.period, self.on_tick, self.error = period, on_tick, None
        self.gate, self.mutex = threading.Lock(), threading.Lock()
        self.gate.acquire()
        self.over = False
        self.idle = threading.Event()
        self.idle.set()

    def run(self):
        start, number = time.monotonic(), 0
        while True:
            with self.mutex:
                if self.over:
                    break
                self.idle.clear()
            try:
                self.on_tick(number)
            except Exception as error:
                self.error = error
                break
            finally:
                self.idle.set()
            number += 1
            rest = start + number * self.period - time.monotonic()
            if self.gate.acquire(timeout=max(0, rest)):
                break

    def stop(self):
        with self.mutex:
            if not self.over:
                self.over = True
                self.gate.release()
        if self is not threading.current_thread():
            self.idle.wait()
