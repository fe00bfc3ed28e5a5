from concurrent.futures import ThreadPoolExecutor


def main():
    with ThreadPoolExecutor(1) as pool:
        futures = [pool.submit(abs, -n) for n in range(3)]
        cancelled = [f.cancel() for f in futures]
        for n, future in enumerate(futures):
            assert future.cancelled() is cancelled[n]
            if not future.cancelled():
                assert future.result() == n
