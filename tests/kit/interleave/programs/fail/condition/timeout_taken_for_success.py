# fails: exception
# builds: default
# within: 20
import threading

ready = threading.Condition()
items = []


def take():
    with ready:
        if not items:
            ready.wait(timeout=10)
        items.pop()


def main():
    t = threading.Thread(target=take)
    t.start()
    with ready:
        items.append(1)
        ready.notify()
    t.join()
