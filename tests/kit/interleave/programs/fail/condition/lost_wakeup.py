# fails: lost-wakeup
# builds: default
# within: 6
import threading

ready = threading.Condition()


def wait():
    with ready:
        ready.wait()


def main():
    t = threading.Thread(target=wait)
    t.start()
    with ready:
        ready.notify()
    t.join()
