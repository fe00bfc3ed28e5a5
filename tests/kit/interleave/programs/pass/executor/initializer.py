import threading
from concurrent.futures import ThreadPoolExecutor

mine = threading.local()


def prepare(value):
    mine.value = value


def main():
    with ThreadPoolExecutor(2, "crew", prepare, (7,)) as pool:
        assert [f.result() for f in [pool.submit(lambda: mine.value) for _ in range(2)]] == [7, 7]
