# fails: exception
# builds: default
# within: 8
import threading


class Stock:
    def __init__(self):
        self.items = {"a": 1, "b": 2}

    def add(self):
        self.items["c"] = 3

    def names(self):
        return [name for name in self.items]


def main():
    stock = Stock()
    t = threading.Thread(target=stock.add)
    t.start()
    stock.names()
    t.join()
