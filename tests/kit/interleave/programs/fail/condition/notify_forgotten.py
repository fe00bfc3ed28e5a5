# fails: deadlock
# builds: any
# within: 20
# Nobody ever notifies: no wakeup is lost, none is sent.
import threading

ready = threading.Condition()
go = False


def wait():
    with ready:
        while not go:
            ready.wait()


def main():
    global go
    t = threading.Thread(target=wait)
    t.start()
    with ready:
        go = True
    t.join()
