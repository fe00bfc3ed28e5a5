# One notify for three: each who is woken wakes the next.
import threading

ready = threading.Condition()
go = False


def wait():
    with ready:
        while not go:
            ready.wait()
        ready.notify()


def main():
    global go
    threads = [threading.Thread(target=wait) for _ in range(3)]
    for t in threads:
        t.start()
    with ready:
        go = True
        ready.notify()
    for t in threads:
        t.join()
