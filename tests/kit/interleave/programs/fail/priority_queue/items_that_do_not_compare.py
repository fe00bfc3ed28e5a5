# fails: exception
# builds: default
# within: 4
import queue
import threading

q = queue.PriorityQueue()


def main():
    threads = [threading.Thread(target=q.put, args=((1, {"n": i}),)) for i in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
