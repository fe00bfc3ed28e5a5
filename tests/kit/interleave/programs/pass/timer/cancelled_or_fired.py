import threading

fired = []


def main():
    t = threading.Timer(60, fired.append, args=("now",))
    t.start()
    t.cancel()
    t.join()
    assert fired in ([], ["now"])
