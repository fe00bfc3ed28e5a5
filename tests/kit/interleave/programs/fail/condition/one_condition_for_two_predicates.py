# fails: lost-wakeup
# builds: default
# within: 3000
import threading

changed = threading.Condition()
box = []


def put():
    with changed:
        while box:
            changed.wait()
        box.append(1)
        changed.notify()


def get():
    with changed:
        while not box:
            changed.wait()
        box.pop()
        changed.notify()


def main():
    threads = [threading.Thread(target=f) for f in (get, get, put, put)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
