"""A future, wait, and a pool that is shut down without waiting."""

import concurrent.futures


def run_app(ui, load):
    pool = concurrent.futures.ThreadPoolExecutor(1)
    future = pool.submit(load)
    pool.shutdown(wait=False)
    while True:
        ui.tick()
        if ui.closed():
            return
        done, _ = concurrent.futures.wait([future], timeout=0.03)
        if done:
            break
    try:
        data = future.result()
    except Exception as error:
        ui.error(error)
    else:
        ui.show(data)
