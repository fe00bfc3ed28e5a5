# Each takes its lock, sees that it cannot have the other, and gives way.
# fails: livelock
# builds: any
# within: 600
import threading

a, b = threading.Lock(), threading.Lock()


def eat(first, second):
    while True:
        first.acquire()
        if second.acquire(False):
            second.release()
            first.release()
            return
        first.release()


def main():
    threads = [threading.Thread(target=eat, args=pair) for pair in ((a, b), (b, a))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
