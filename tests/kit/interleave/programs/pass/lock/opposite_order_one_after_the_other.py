import threading

a, b = threading.Lock(), threading.Lock()


def both(first, second):
    with first:
        with second:
            pass


def main():
    t = threading.Thread(target=both, args=(a, b))
    t.start()
    t.join()
    both(b, a)
