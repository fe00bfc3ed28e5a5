# fails: deadlock
# builds: default
# within: 6
import threading

a, b = threading.RLock(), threading.RLock()


def both(first, second):
    first.acquire()
    second.acquire()
    second.release()
    first.release()


def main():
    threads = [threading.Thread(target=both, args=pair) for pair in ((a, b), (b, a))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
