# fails: assertion
# builds: default
# within: 60
import threading


class Box:
    pass


box = Box()
box.n = 0


def work():
    setattr(box, "n", getattr(box, "n") + 1)


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert box.n == 2
