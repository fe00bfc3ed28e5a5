# fails: deadlock
# builds: default
# within: 2
import threading

lock = threading.Lock()


def work():
    with lock:
        pass


def main():
    t = threading.Thread(target=work)
    with lock:
        t.start()
        t.join()
