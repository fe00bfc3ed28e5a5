# fails: assertion
# builds: default
# within: 20
import queue
import threading

q = queue.Queue()


def main():
    threads = [threading.Thread(target=q.put, args=(i,)) for i in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert [q.get(), q.get()] == [0, 1]
