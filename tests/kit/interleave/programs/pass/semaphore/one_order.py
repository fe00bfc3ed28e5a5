import threading

left, right = threading.Semaphore(1), threading.Semaphore(1)


def both():
    with left, right:
        pass


def main():
    threads = [threading.Thread(target=both) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
