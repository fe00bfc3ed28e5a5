# fails: deadlock
# builds: any
# within: 60
import threading

left, right = threading.Semaphore(1), threading.Semaphore(1)


def both(first, second):
    with first, second:
        pass


def main():
    threads = [threading.Thread(target=both, args=a) for a in ((left, right), (right, left))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
