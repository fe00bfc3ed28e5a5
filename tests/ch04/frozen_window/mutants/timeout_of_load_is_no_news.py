"""A TimeoutError says that there is nothing yet.

Caught by: test_nothing_is_a_result_too
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
            continue
        except Exception as error:
            ui.error(error)
            return
        else:
            ui.show(data)
            return
