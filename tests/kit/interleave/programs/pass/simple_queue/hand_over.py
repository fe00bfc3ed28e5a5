import queue
import threading

q = queue.SimpleQueue()


def main():
    t = threading.Thread(target=lambda: [q.put(i) for i in range(3)])
    t.start()
    assert [q.get() for _ in range(3)] == [0, 1, 2]
    t.join()
    assert q.empty()
