# fails: deadlock
# builds: default
# within: 2
import queue
import threading

q = queue.Queue()


def consume():
    while True:
        q.get()


def main():
    t = threading.Thread(target=consume)
    t.start()
    q.put(1)
    t.join()
