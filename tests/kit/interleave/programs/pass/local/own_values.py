import threading

mine = threading.local()
seen = []


def work(n):
    mine.value = n
    mine.value += 1
    seen.append(mine.value)


def main():
    mine.value = 0
    threads = [threading.Thread(target=work, args=(n,)) for n in (10, 20)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(seen) == [11, 21]
    assert mine.value == 0
