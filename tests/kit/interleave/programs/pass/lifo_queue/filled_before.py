import queue
import threading

q = queue.LifoQueue()
got = []


def main():
    for i in range(3):
        q.put(i)
    t = threading.Thread(target=lambda: [got.append(q.get()) for _ in range(3)])
    t.start()
    t.join()
    assert got == [2, 1, 0]
