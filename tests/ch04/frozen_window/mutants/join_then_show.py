"""Start the loader, wait for it with join, show.

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
    thread = threading.Thread(target=loader, daemon=True)
    thread.start()
    ui.tick()
    ui.closed()
    thread.join()
    tell, what = answers.get()
    tell(what)
