"""Looks for the answer every millisecond, and ticks when it is time."""

import threading
import time


def run_app(ui, load):
    box = {}

    def work():
        try:
            box["answer"] = (ui.show, load())
        except Exception as error:
            box["answer"] = (ui.error, error)

    threading.Thread(target=work, daemon=True).start()
    ticked = None
    while "answer" not in box:
        if ticked is None or time.monotonic() - ticked >= 0.05:
            ui.tick()
            if ui.closed():
                return
            ticked = time.monotonic()
        time.sleep(0.001)
    method, argument = box["answer"]
    method(argument)
