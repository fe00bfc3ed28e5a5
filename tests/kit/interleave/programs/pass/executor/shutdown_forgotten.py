from concurrent.futures import ThreadPoolExecutor


def main():
    pool = ThreadPoolExecutor(2)
    assert pool.submit(abs, -1).result() == 1
