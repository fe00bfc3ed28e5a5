import threading

barrier = threading.Barrier(2)
parts = {}


def work(i):
    parts[i] = i
    barrier.wait()
    assert parts[1 - i] == 1 - i
    barrier.wait()


def main():
    threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
