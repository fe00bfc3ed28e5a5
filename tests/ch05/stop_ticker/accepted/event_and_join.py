"""An Event, and a join by everybody but the ticker itself; a daemon, to be on the safe side."""

import threading
from time import monotonic


class Ticker(threading.Thread):
    def __init__(self, period, on_tick):
        super().__init__(daemon=True)
        self.period, self.on_tick = period, on_tick
        self.error = None
        self.quit = threading.Event()

    def run(self):
        due, number = monotonic(), 0
        try:
            while not self.quit.wait(due - monotonic()):
                self.on_tick(number)
                number, due = number + 1, due + self.period
        except Exception as error:
            self.error = error

    def stop(self):
        self.quit.set()
        if self.is_alive() and threading.current_thread() is not self:
            self.join()
