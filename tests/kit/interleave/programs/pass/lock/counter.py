import threading

lock = threading.Lock()
count = 0


def work():
    global count
    with lock:
        count += 1


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count == 2
