# fails: lost-wakeup
# builds: default
# within: 20
import threading

ready = threading.Condition()
go = False


def wait():
    with ready:
        while not go:
            ready.wait()


def main():
    global go
    threads = [threading.Thread(target=wait) for _ in range(2)]
    for t in threads:
        t.start()
    with ready:
        go = True
        ready.notify()
    for t in threads:
        t.join()
