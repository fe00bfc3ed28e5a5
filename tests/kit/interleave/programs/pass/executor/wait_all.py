from concurrent.futures import ThreadPoolExecutor, wait


def main():
    pool = ThreadPoolExecutor(2)
    done, waiting = wait([pool.submit(abs, -n) for n in range(2)])
    assert not waiting
    assert sorted(f.result() for f in done) == [0, 1]
    pool.shutdown()
