# fails: exception
# builds: default
# within: 8
import threading

stock = {"a": 1, "b": 2}


def add():
    stock["c"] = 3


def main():
    t = threading.Thread(target=add)
    t.start()
    names = [name for name in stock]
    t.join()
