"""The thread that has the data shows it.

Caught by: test_the_window_is_redrawn_while_load_blocks, test_once_and_at_home_in_any_order
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
            ui.show(load())
        except Exception as error:
            ui.error(error)
        answers.put(None)

    # A daemon: when the window is closed, nobody waits for it, not even the end of the program.
    threading.Thread(target=loader, daemon=True).start()
    while True:
        ui.tick()
        if ui.closed():
            return
        try:
            answers.get(timeout=TICK)
        except queue.Empty:
            continue
        return
