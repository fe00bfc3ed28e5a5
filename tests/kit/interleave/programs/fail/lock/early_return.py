# fails: deadlock
# builds: default
# within: 2
import threading

lock = threading.Lock()


def work(n):
    lock.acquire()
    if n == 0:
        return
    lock.release()


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
