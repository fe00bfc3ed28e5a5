import threading


def main():
    seen = set()
    threads = {threading.Thread(target=seen.add, args=(i,)) for i in range(3)}
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == {0, 1, 2}
