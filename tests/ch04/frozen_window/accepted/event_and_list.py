"""An Event that is waited for in small pieces."""

import threading


def run_app(ui, load):
    done = threading.Event()
    box = []

    def work():
        try:
            box.append(load())
            box.append(None)
        except Exception as e:
            box[:] = [None, e]
        finally:
            done.set()

    t = threading.Thread(target=work)
    t.daemon = True
    t.start()
    while not done.is_set():
        ui.tick()
        if ui.closed():
            return
        done.wait(0.1)
    data, error = box
    if error:
        ui.error(error)
    else:
        ui.show(data)
