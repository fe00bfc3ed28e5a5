# fails: assertion
# builds: default
# within: 12
import threading
import time

done = []


def main():
    t = threading.Thread(target=done.append, args=(1,))
    t.start()
    for _ in range(3):
        if done:
            break
        time.sleep(1)
    assert done
    t.join()
