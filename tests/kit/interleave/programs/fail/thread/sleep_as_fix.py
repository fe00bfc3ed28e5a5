# fails: assertion
# builds: default
# within: 12
import threading
import time

count = 0


def work(delay):
    global count
    time.sleep(delay)
    seen = count
    time.sleep(0.01)
    count = seen + 1


def main():
    threads = [threading.Thread(target=work, args=(d,)) for d in (0.1, 5.0)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count == 2
