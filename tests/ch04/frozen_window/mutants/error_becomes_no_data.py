"""When loading failed there is nothing to show, so show nothing.

Caught by: test_an_error_is_shown
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
        except Exception:
            answer = (ui.show, b"")
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
        tell(what)
        return
