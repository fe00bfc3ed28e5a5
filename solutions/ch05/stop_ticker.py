"""The exit flag done right.

A thread cannot be killed from outside. It has to be asked, and it has to listen, also while it waits.

    Ticker(period, on_tick)
                 a Thread. It calls on_tick(0) when it starts, on_tick(1) one period (in seconds) after that,
                 on_tick(2) two periods after that, and so on: on time, however long on_tick takes, as long as
                 that is less than a period.
    stop()       asks it to end. When stop() has returned, no tick begins any more, and none is under way: a
                 tick that runs at that moment is finished first, unless it is the tick itself that calls
                 stop(). The thread ends at once, it does not wait for the next tick. stop() itself never waits for
                 anything but a running tick. Any thread may call it, at any time, as often as it likes, also
                 several at once; before start() it means that the thread ends without a tick when it is started.
    error        the Exception that on_tick raised, None so far. It ends the thread: no tick follows, and nobody else
                 hears of it. stop() and join() are as after any other end.
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
            while self._tick(number):
                number += 1
                self._asked.wait(start + number * self.period - time.monotonic())
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
