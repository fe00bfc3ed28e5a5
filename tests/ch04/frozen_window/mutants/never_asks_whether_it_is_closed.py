"""When load is done, run_app is done; until then the window is open.

Caught by: test_the_window_is_redrawn_while_load_blocks
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
        try:
            tell, what = answers.get(timeout=TICK)
        except queue.Empty:
            continue
        tell(what)
        return
