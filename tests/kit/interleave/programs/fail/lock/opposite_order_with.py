# fails: deadlock
# builds: free-threaded
# within: 6
import threading

a, b = threading.Lock(), threading.Lock()


def one():
    with a:
        with b:
            pass


def two():
    with b:
        with a:
            pass


def main():
    threads = [threading.Thread(target=f) for f in (one, two)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
