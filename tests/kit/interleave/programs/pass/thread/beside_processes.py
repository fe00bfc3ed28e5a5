import multiprocessing as mp
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.managers import BaseManager

total = 0
lock = threading.Lock()


class Counting(BaseManager):
    pass


def with_processes(pages: list[str], context: mp.context.BaseContext | None = None) -> "mp.Queue[int]":
    with ProcessPoolExecutor(mp_context=context) as pool:
        return list(pool.map(len, pages))


def add():
    global total
    with lock:
        total += 1


def main():
    threads = [threading.Thread(target=add) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert total == 2
