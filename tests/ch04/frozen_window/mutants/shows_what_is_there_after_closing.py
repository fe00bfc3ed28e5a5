"""The window is closed, but the data may have come: show it.

Caught by: test_once_and_at_home_in_any_order
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
            if not answers.empty():
                tell, what = answers.get()
                tell(what)
            return
        try:
            tell, what = answers.get(timeout=TICK)
        except queue.Empty:
            continue
        tell(what)
        return
