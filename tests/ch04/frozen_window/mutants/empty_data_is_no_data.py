"""As long as there is no data, go on.

Caught by: test_nothing_is_a_result_too
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
    threading.Thread(target=loader, daemon=True).start()
    while True:
        ui.tick()
        if ui.closed():
            return
        try:
            tell, what = answers.get(timeout=TICK)
        except queue.Empty:
            continue
        if what:
            tell(what)
            return
