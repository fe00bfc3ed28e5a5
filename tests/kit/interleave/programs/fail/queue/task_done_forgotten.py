# fails: deadlock
# builds: default
# within: 2
import queue
import threading

q = queue.Queue()


def main():
    q.put(1)
    t = threading.Thread(target=q.get)
    t.start()
    q.join()
