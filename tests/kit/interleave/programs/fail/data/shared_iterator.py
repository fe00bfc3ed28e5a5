# fails: assertion
# builds: any
# within: 8
import itertools
import threading

tickets = itertools.count(1)


def work():
    next(tickets)


def main():
    t = threading.Thread(target=work)
    t.start()
    assert next(tickets) == 2
    t.join()
