# fails: exception
# builds: default
# within: 6
import threading

stock = {"a": 1, "b": 2}


def add():
    stock["c"] = 3


def main():
    t = threading.Thread(target=add)
    t.start()
    total = 0
    for name, number in stock.items():
        total += number
    t.join()
