"""One Condition: the state is waiting, ticking or over; stop waits until nobody ticks."""

import threading
import time


class Ticker(threading.Thread):
    def __init__(self, period, on_tick):
        threading.Thread.__init__(self)
        self.period = period
        self.on_tick = on_tick
        self.error = None
        self.cond = threading.Condition()
        self.stopped = False
        self.ticking = False

    def run(self):
        t0 = time.monotonic()
        n = 0
        while True:
            with self.cond:
                while not self.stopped:
                    left = t0 + n * self.period - time.monotonic()
                    if left <= 0:
                        break
                    self.cond.wait(left)
                if self.stopped:
                    return
                self.ticking = True
            try:
                self.on_tick(n)
            except BaseException as e:
                self.error = e
                return
            finally:
                with self.cond:
                    self.ticking = False
                    self.cond.notify_all()
            n += 1

    def stop(self):
        with self.cond:
            self.stopped = True
            self.cond.notify_all()
            if threading.current_thread() is not self:
                self.cond.wait_for(lambda: not self.ticking)
