# fails: deadlock
# builds: default
# within: 4
import queue
import threading

q = queue.Queue()


def consume():
    while q.get() is not None:
        pass


def main():
    threads = [threading.Thread(target=consume) for _ in range(2)]
    for t in threads:
        t.start()
    q.put(None)
    for t in threads:
        t.join()
