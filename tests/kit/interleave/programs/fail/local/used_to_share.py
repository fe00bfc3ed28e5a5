# fails: assertion
# builds: default
# within: 1
import threading


class Totals(threading.local):
    def __init__(self):
        self.total = 0


totals = Totals()


def work():
    totals.total += 1


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
    assert totals.total == 1
