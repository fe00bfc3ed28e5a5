# fails: deadlock
# builds: any
# within: 200
# A reader-writer lock whose readers lock in the wrong order with the room.
import threading

mutex, room = threading.Lock(), threading.Lock()
readers = 0


def read():
    global readers
    with mutex:
        readers += 1
        if readers == 1:
            room.acquire()
    with mutex:
        readers -= 1
        if readers == 0:
            room.release()


def write():
    with room, mutex:
        pass


def main():
    threads = [threading.Thread(target=f) for f in (read, write)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
