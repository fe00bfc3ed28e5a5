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

exit_flag = False


class Ticker(threading.Thread):
    def __init__(self, period: float, on_tick: Callable[[int], None]) -> None:
        super().__init__()
        self.period, self.on_tick = period, on_tick
        self.error: BaseException | None = None

    def run(self) -> None:
        # TODO: whose flag is this? Who looks at it during a long sleep? And between the look and the tick?
        number = 0
        while not exit_flag:
            self.on_tick(number)
            number += 1
            time.sleep(self.period)

    def stop(self) -> None:
        global exit_flag
        exit_flag = True
