import queue
import threading

q = queue.Queue()
got = []


def take():
    try:
        got.append(q.get_nowait())
    except queue.Empty:
        pass


def main():
    q.put(1)
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got == [1]
