"""Say that loading is done, then hand over what was loaded.

Caught by: test_once_and_at_home_in_any_order
"""

import threading
from collections.abc import Callable
from typing import Any

TICK = 0.05  # seconds between two ticks


def run_app(ui: Any, load: Callable[[], bytes]) -> None:
    done, result = threading.Event(), {}

    def loader() -> None:
        try:
            data = load()
            done.set()
            result["data"] = data
        except Exception as error:
            result["error"] = error
            done.set()

    # A daemon: when the window is closed, nobody waits for it, not even the end of the program.
    threading.Thread(target=loader, daemon=True).start()
    while True:
        ui.tick()
        if ui.closed():
            return
        if done.wait(TICK):
            break
    if "error" in result:
        ui.error(result["error"])
    elif "data" in result:
        ui.show(result["data"])
