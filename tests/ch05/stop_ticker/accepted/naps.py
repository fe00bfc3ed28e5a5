"""Not elegant: it sleeps in short naps and looks at a flag after each; stop waits for the tick in naps as well."""

import threading
import time


class Ticker(threading.Thread):
    def __init__(self, period, on_tick):
        super().__init__()
        self.period = period
        self.on_tick = on_tick
        self.error = None
        self.flag = False
        self.busy = False
        self.lock = threading.Lock()

    def run(self):
        begun = time.monotonic()
        n = 0
        while True:
            while not self.flag and time.monotonic() < begun + n * self.period:
                time.sleep(min(0.05, max(0, begun + n * self.period - time.monotonic())))
            with self.lock:
                if self.flag:
                    return
                self.busy = True
            try:
                self.on_tick(n)
            except Exception as e:
                self.error = e
                return
            finally:
                self.busy = False
            n += 1

    def stop(self):
        with self.lock:
            self.flag = True
        while self.busy and threading.current_thread() is not self:
            time.sleep(0.01)
