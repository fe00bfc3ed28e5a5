# fails: deadlock
# builds: any
# within: 20
# One item for two who want one: every notify went where it should.
import threading

changed = threading.Condition()
items = []


def take():
    with changed:
        while not items:
            changed.wait()
        items.pop()


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    with changed:
        items.append(1)
        changed.notify_all()
    for t in threads:
        t.join()
