import threading

free, filled, guard = threading.Semaphore(1), threading.Semaphore(0), threading.Lock()
box = []


def put():
    for item in range(2):
        free.acquire()
        with guard:
            box.append(item)
        filled.release()


def main():
    t = threading.Thread(target=put)
    t.start()
    got = []
    for _ in range(2):
        filled.acquire()
        with guard:
            got.append(box.pop(0))
        free.release()
    t.join()
    assert got == [0, 1]
