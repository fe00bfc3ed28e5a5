# fails: exception
# builds: default
# within: 20
import queue
import threading

q = queue.Queue()


def main():
    t = threading.Thread(target=q.put, args=(1,))
    t.start()
    q.get(timeout=5)
    t.join()
