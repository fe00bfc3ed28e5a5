# fails: exception
# builds: default
# within: 20
import queue
import threading

q = queue.Queue(maxsize=1)


def put():
    if not q.full():
        q.put_nowait(1)


def main():
    threads = [threading.Thread(target=put) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
