# fails: assertion
# builds: any
# within: 8
import threading


class Box:
    pass


box = Box()


def work():
    box.ready = True


def main():
    t = threading.Thread(target=work)
    t.start()
    assert hasattr(box, "ready")
    t.join()
