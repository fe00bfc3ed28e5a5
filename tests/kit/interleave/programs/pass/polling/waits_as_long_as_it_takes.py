import threading
import time

done = []


def main():
    t = threading.Thread(target=done.append, args=(1,))
    t.start()
    while not done:
        time.sleep(1)
    assert done
    t.join()
