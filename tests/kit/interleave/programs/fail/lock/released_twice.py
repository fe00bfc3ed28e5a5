# fails: exception
# builds: default
# within: 4
import threading

lock = threading.Lock()


def main():
    lock.acquire(False)
    threads = [threading.Thread(target=lock.release) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
