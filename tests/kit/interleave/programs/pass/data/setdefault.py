import threading

cache = {}
got = []


def get(n):
    got.append(cache.setdefault("key", n))


def main():
    threads = [threading.Thread(target=get, args=(n,)) for n in (1, 2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert got[0] == got[1]
