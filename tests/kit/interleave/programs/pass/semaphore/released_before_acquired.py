# A semaphore remembers: releases that come before anybody waits are not lost.
import threading

done = threading.Semaphore(0)


def main():
    threads = [threading.Thread(target=done.release) for _ in range(2)]
    for t in threads:
        t.start()
    done.acquire()
    done.acquire()
    for t in threads:
        t.join()
