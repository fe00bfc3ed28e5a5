# fails: assertion
# builds: default
# within: 30
import queue
import threading

q = queue.LifoQueue()


def put():
    for i in range(2):
        q.put(i)


def main():
    t = threading.Thread(target=put)
    t.start()
    got = [q.get(), q.get()]
    t.join()
    assert got == [1, 0]
