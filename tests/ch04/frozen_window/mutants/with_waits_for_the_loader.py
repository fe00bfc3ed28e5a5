"""A pool does all that; `with` cleans up.

Caught by: test_a_closed_window_does_not_wait
"""

from concurrent.futures import ThreadPoolExecutor, wait
from collections.abc import Callable
from typing import Any

TICK = 0.05  # seconds between two ticks


def run_app(ui: Any, load: Callable[[], bytes]) -> None:
    with ThreadPoolExecutor() as pool:
        future = pool.submit(load)
        while not future.done():
            ui.tick()
            if ui.closed():
                return
            wait([future], timeout=TICK)
    error = future.exception()
    if error is not None:
        ui.error(error)
    else:
        ui.show(future.result())
