import threading

items = []


def work(n):
    items.append(n)


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(items) == [0, 1]
