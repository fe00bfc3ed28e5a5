# The notify goes to nobody; the flag remembers it.
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
        ready.notify()
    t.join()
