# fails: assertion
# builds: default
# within: 6
import threading

count = 0


def plus_one(value):
    return value + 1


def work():
    global count
    count = plus_one(count)


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count == 2
