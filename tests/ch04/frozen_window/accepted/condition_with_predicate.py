"""A Condition, wait_for and a timeout; fifty ticks a second."""

import threading


def run_app(ui, load):
    cond = threading.Condition()
    outcome = []

    def work():
        try:
            got = ("data", load())
        except Exception as error:
            got = ("error", error)
        with cond:
            outcome.append(got)
            cond.notify_all()

    threading.Thread(target=work, daemon=True).start()
    while True:
        ui.tick()
        if ui.closed():
            break
        with cond:
            ready = cond.wait_for(lambda: outcome, timeout=0.02)
        if ready:
            kind, value = outcome[0]
            (ui.show if kind == "data" else ui.error)(value)
            break
