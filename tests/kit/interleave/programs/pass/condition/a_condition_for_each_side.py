import threading

lock = threading.Lock()
not_empty, not_full = threading.Condition(lock), threading.Condition(lock)
box = []


def put(item):
    with lock:
        while box:
            not_full.wait()
        box.append(item)
        not_empty.notify()


def get():
    with lock:
        while not box:
            not_empty.wait()
        not_full.notify()
        return box.pop()


def main():
    def produce():
        for item in range(2):
            put(item)

    t = threading.Thread(target=produce)
    t.start()
    got = [get(), get()]
    t.join()
    assert got == [0, 1]
