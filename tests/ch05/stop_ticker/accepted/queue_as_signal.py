"""A queue brings the word; whoever stops joins the thread, unless it is that thread or it was never started."""

import queue
import threading
import time


class Ticker(threading.Thread):
    def __init__(self, period, on_tick):
        super().__init__()
        self.period, self.on_tick, self.error = period, on_tick, None
        self.words = queue.Queue()
        self.over = False

    def run(self):
        begin, n = time.monotonic(), 0
        while not self.over:
            rest = begin + n * self.period - time.monotonic()
            try:
                if n == 0:
                    self.words.get_nowait()
                else:
                    self.words.get(timeout=max(rest, 0))
                return
            except queue.Empty:
                pass
            try:
                self.on_tick(n)
            except Exception as error:
                self.error = error
                return
            n += 1

    def stop(self):
        self.over = True
        self.words.put("stop")
        if threading.current_thread() is self:
            return
        try:
            self.join()
        except RuntimeError:
            pass  # not started yet: it will find the word
