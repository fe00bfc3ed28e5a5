import threading
import time

done = []


def poll():
    for _ in range(3):
        if done:
            return True
        time.sleep(1)
    return False


def main():
    t = threading.Thread(target=done.append, args=(1,))
    t.start()
    found = poll()
    t.join()
    assert found in {True, False}
