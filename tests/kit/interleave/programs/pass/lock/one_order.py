import threading

a, b = threading.Lock(), threading.Lock()


def both():
    with a, b:
        abs(-1)


def main():
    threads = [threading.Thread(target=both) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
