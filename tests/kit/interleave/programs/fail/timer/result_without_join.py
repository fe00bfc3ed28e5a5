# fails: assertion
# builds: default
# within: 4
import threading
import time

fired = []


def main():
    threading.Timer(1, fired.append, (1,)).start()
    time.sleep(2)
    assert fired
