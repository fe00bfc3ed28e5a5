import threading

lock = threading.Lock()
ready, empty = threading.Condition(lock), threading.Condition(lock)
box = []


def put():
    with lock:
        while box:
            empty.wait()
        box.append(1)
        ready.notify()


def get():
    with lock:
        while not box:
            ready.wait()
        box.pop()
        empty.notify()


def main():
    threads = [threading.Thread(target=f) for f in (get, get, put, put)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not box
