# fails: exception
# builds: default
# within: 2
import threading

lock = threading.RLock()


def main():
    lock.acquire()
    t = threading.Thread(target=lock.release)
    t.start()
    t.join()
