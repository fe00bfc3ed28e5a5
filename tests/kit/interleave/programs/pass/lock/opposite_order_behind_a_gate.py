import threading

gate, a, b = threading.Lock(), threading.Lock(), threading.Lock()


def both(first, second):
    with gate:
        with first:
            with second:
                pass


def main():
    threads = [threading.Thread(target=both, args=locks) for locks in ((a, b), (b, a))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
