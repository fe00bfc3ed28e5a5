import queue
import threading

numbers, squares = queue.Queue(2), queue.Queue()


def square():
    while (n := numbers.get()) is not None:
        squares.put(n * n)
    squares.put(None)


def main():
    t = threading.Thread(target=square)
    t.start()
    for n in (1, 2, 3, None):
        numbers.put(n)
    got = list(iter(squares.get, None))
    t.join()
    assert got == [1, 4, 9]
