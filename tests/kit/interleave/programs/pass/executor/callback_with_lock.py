import threading
from concurrent.futures import ThreadPoolExecutor

lock = threading.Lock()
count = 0


def seen(_):
    global count
    with lock:
        count += 1


def main():
    with ThreadPoolExecutor(2) as pool:
        for n in range(2):
            pool.submit(abs, n).add_done_callback(seen)
    assert count == 2
