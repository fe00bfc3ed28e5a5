"""One blocking call freezes them all.

A window has to be redrawn all the time, also while a file is loaded that takes seconds. The window
belongs to the thread that calls run_app: only that thread may call the methods of `ui`.

    ui.tick()       redraws the window and handles clicks. Quick.
    ui.closed()     whether the user has closed the window. Ask it once after each tick.
    ui.show(data)   shows what was loaded. Quick.
    ui.error(exc)   shows an exception. Quick.

    load()          loads the file: returns bytes, perhaps none (b""), or raises an Exception. It
                    blocks the thread that calls it until then, and cannot be interrupted. Call it once,
                    from any thread.

    run_app(ui, load)   calls tick() at least every 0.1 seconds from beginning to end, and at most
                        50 times in any second. When load has returned: ui.show(data), once, and returns.
                        If load raised: ui.error with that exception, once, and returns.
                        Once closed() has said True, it calls nothing of ui any more and returns
                        within 0.2 seconds, whatever load is doing.
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
        tell(what)
        return
