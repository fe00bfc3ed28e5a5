import threading

stock = {"a": 1}


def add():
    stock["b"] = 2


def main():
    t = threading.Thread(target=add)
    t.start()
    for name, number in list(stock.items()):
        assert stock[name] == number
    t.join()
