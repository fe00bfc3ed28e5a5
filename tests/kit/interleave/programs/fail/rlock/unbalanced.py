# fails: deadlock
# builds: default
# within: 2
import threading

lock = threading.RLock()


def work():
    with lock:
        pass


def main():
    lock.acquire()
    lock.acquire()
    lock.release()
    t = threading.Thread(target=work)
    t.start()
    t.join()
