import threading

go = threading.Event()
seen = []


def work():
    go.wait()
    go.wait()
    seen.append(1)


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    go.set()
    for t in threads:
        t.join()
    assert seen == [1, 1]
