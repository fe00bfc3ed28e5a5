"""A flag that is looked at after each nap; the rhythm is kept by the clock."""

import _thread
import time


def run_app(ui, load):
    state = {"what": None, "value": None}

    def work():
        try:
            value = load()
            state["value"] = value
            state["what"] = ui.show
        except Exception as error:
            state["value"] = error
            state["what"] = ui.error

    _thread.start_new_thread(work, ())
    due = time.monotonic()
    while state["what"] is None:
        ui.tick()
        if ui.closed():
            return
        due += 0.08
        time.sleep(max(0.02, due - time.monotonic()))
    state["what"](state["value"])
