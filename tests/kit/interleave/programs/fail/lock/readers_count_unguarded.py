# fails: assertion exception deadlock
# builds: any
# within: 200
# A reader-writer lock whose count of readers is not guarded.
import threading

room = threading.Lock()
readers = 0
value = [0, 0]


def read():
    global readers
    readers += 1
    if readers == 1:
        room.acquire()
    assert value[0] == value[1]
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
