import threading

mutex, room = threading.Lock(), threading.Lock()
readers = 0
value = [0, 0]


def read():
    global readers
    with mutex:
        readers += 1
        if readers == 1:
            room.acquire()
    assert value[0] == value[1]
    with mutex:
        readers -= 1
        if readers == 0:
            room.release()


def write():
    with room:
        value[0] = 1
        value[1] = 1


def main():
    threads = [threading.Thread(target=f) for f in (read, read, write)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
