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

import time
from collections.abc import Callable, Generator
from typing import Any

TICK = 0.05  # seconds between two ticks


def run_app(ui: Any, load: Callable[[], bytes]) -> None:
    answers: list[bytes] = []

    # TODO: two green threads, and a loop that resumes them in turn. But what happens in the loop while one of
    # them is inside load()?
    def loader() -> Generator:
        yield
        answers.append(load())

    def window() -> Generator:
        while not answers:
            ui.tick()
            if ui.closed():
                return
            time.sleep(TICK)
            yield

    threads = [window(), loader()]
    while threads:
        for thread in list(threads):
            try:
                next(thread)
            except StopIteration:
                threads.remove(thread)
    if answers:
        ui.show(answers[0])
