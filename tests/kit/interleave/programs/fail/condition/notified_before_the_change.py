# fails: lost-wakeup
# builds: any
# within: 60
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
        ready.notify_all()
    with ready:
        go = True
    t.join()
