# fails: assertion
# builds: default
# within: 6
import threading

fired = []


def main():
    t = threading.Timer(60, fired.append, (1,))
    t.start()
    t.cancel()
    t.join()
    assert not fired
