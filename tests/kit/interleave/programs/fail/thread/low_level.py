# fails: assertion
# builds: any
# within: 6
import _thread
import time

count = 0


def work():
    global count
    count += 1


def main():
    for _ in range(2):
        _thread.start_new_thread(work, ())
    time.sleep(10)
    assert count == 2
