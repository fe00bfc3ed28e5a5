# fails: deadlock
# builds: any
# within: 60
# The one who would notify takes the lock twice: the wait is only a consequence.
import threading

ready = threading.Condition(threading.Lock())
go = False


def wait():
    with ready:
        while not go:
            ready.wait()


def announce():
    global go
    with ready:
        go = True
        with ready:
            ready.notify()


def main():
    threads = [threading.Thread(target=f) for f in (wait, announce)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
