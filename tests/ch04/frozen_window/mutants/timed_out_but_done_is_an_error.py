"""A TimeoutError of a future that is done can only come from load.

Caught by: test_once_and_at_home_in_any_order
"""

import concurrent.futures


def run_app(ui, load):
    pool = concurrent.futures.ThreadPoolExecutor(1)
    future = pool.submit(load)
    pool.shutdown(wait=False)
    while True:
        ui.tick()
        if ui.closed():
            return
        try:
            data = future.result(timeout=0.03)
        except concurrent.futures.TimeoutError:
            if future.done():
                ui.error(future.exception())
                return
        except Exception as error:
            ui.error(error)
            return
        else:
            ui.show(data)
            return
