import threading

order = []


def inner():
    order.append("inner")


def outer():
    t = threading.Thread(target=inner)
    t.start()
    t.join()
    order.append("outer")


def main():
    t = threading.Thread(target=outer)
    t.start()
    t.join()
    assert order == ["inner", "outer"]
