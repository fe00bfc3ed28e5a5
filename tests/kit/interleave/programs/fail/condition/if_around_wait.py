# fails: exception
# builds: default
# within: 60
import threading

ready = threading.Condition()
items = []


def take():
    with ready:
        if not items:
            ready.wait()
        items.pop()


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    with ready:
        items.append(1)
        ready.notify_all()
    with ready:
        items.append(2)
        ready.notify_all()
    for t in threads:
        t.join()
