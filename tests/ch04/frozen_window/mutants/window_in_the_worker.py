"""load blocks, so the ticks go into the other thread.

Caught by: test_the_window_is_redrawn_while_load_blocks
"""

import queue
import threading
import time
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

    def window() -> None:
        while answers.empty():
            ui.tick()
            if ui.closed():
                return
            time.sleep(TICK)

    threading.Thread(target=window, daemon=True).start()
    loader()
    tell, what = answers.get()
    tell(what)
