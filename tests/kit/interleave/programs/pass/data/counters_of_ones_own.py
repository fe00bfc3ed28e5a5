# Two closures of one function: their variables have the same name and nothing else in common.
import threading


def counter():
    count = 0

    def work():
        nonlocal count
        count += 1
        return count

    return work


def main():
    one, other = counter(), counter()
    t = threading.Thread(target=one)
    t.start()
    assert other() == 1
    t.join()
