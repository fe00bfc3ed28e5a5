"""A thread that was started is joined, also when the window is closed.

Caught by: test_a_closed_window_does_not_wait
"""

import queue
import threading
from collections.abc import Callable
from typing import Any

TICK = 0.05  # seconds between two ticks


def run_app(ui: Any, load: Callable[[], bytes]) -> None:
    answers: queue.SimpleQueue = queue.SimpleQueue()

    def loader() -> None:
        try:
            answer = (ui.show, load())
        except Exception as error:
            answer = (ui.error, error)
        answers.put(answer)

    # A daemon: when the window is closed, nobody waits for it, not even the end of the program.
    thread = threading.Thread(target=loader)
    thread.start()
    while True:
        ui.tick()
        if ui.closed():
            thread.join()
            return
        try:
            tell, what = answers.get(timeout=TICK)
        except queue.Empty:
            continue
        tell(what)
        return
