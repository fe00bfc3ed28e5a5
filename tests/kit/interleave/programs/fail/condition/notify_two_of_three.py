# fails: lost-wakeup
# builds: any
# within: 60
import threading

ready = threading.Condition()
go = False


def wait():
    with ready:
        ready.wait_for(lambda: go)


def main():
    global go
    threads = [threading.Thread(target=wait) for _ in range(3)]
    for t in threads:
        t.start()
    with ready:
        go = True
        ready.notify(2)
    for t in threads:
        t.join()
