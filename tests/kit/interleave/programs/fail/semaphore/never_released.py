# fails: deadlock
# builds: default
# within: 2
import threading

pool = threading.Semaphore(1)


def main():
    threads = [threading.Thread(target=pool.acquire) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
