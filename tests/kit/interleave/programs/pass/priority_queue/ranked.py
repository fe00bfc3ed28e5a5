import queue
import threading

q = queue.PriorityQueue()


def main():
    threads = [threading.Thread(target=q.put, args=((i, f"job {i}"),)) for i in (2, 1)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert [q.get()[0], q.get()[0]] == [1, 2]
