"""First wait, then tick.

Caught by: test_a_stop_does_not_wait_for_the_next_tick
"""

import threading
import time
from collections.abc import Callable


class Ticker(threading.Thread):
    def __init__(self, period: float, on_tick: Callable[[int], None]) -> None:
        super().__init__()
        self.period, self.on_tick = period, on_tick
        self.error: BaseException | None = None
        self._asked = threading.Event()  # a flag that one can wait for
        self._ticking = threading.RLock()  # held by whoever looks at the flag and then ticks

    def run(self) -> None:
        number, start = 0, time.monotonic()
        try:
            self._asked.wait(self.period)
            while self._tick(number):
                number += 1
                self._asked.wait(start + (number + 1) * self.period - time.monotonic())
        except BaseException as error:
            self.error = error

    def _tick(self, number: int) -> bool:
        with self._ticking:
            if self._asked.is_set():
                return False
            self.on_tick(number)
            return True

    def stop(self) -> None:
        self._asked.set()
        with self._ticking:  # a tick that has begun ends first; re-entrant, because a tick may call stop
            pass
