# fails: exception
# builds: default
# within: 20
import queue
import threading

q = queue.SimpleQueue()


def take():
    if not q.empty():
        q.get_nowait()


def main():
    q.put(1)
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
