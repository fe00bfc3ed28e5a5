# fails: assertion
# builds: free-threaded
# within: 6
import threading


class Counter:
    __slots__ = ("value",)

    def __init__(self):
        self.value = 0

    def add(self):
        self.value += 1


def main():
    counter = Counter()
    threads = [threading.Thread(target=counter.add) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert counter.value == 2
