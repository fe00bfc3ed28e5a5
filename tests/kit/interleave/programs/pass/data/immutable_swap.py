import threading

config = (0, 0)


def update():
    global config
    config = (1, 1)


def main():
    t = threading.Thread(target=update)
    t.start()
    a, b = config
    t.join()
    assert a == b
