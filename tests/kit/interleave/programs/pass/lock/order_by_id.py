import threading

a, b = threading.Lock(), threading.Lock()


def both(first, second):
    first, second = sorted((first, second), key=id)
    with first:
        abs(-1)
        with second:
            pass


def main():
    threads = [threading.Thread(target=both, args=pair) for pair in ((a, b), (b, a))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
