import threading

ready = threading.Condition()
go = False


def wait():
    with ready:
        ready.wait_for(lambda: go)


def main():
    global go
    t = threading.Thread(target=wait)
    t.start()
    with ready:
        ready.notify()
        go = True
    t.join()
