import threading

lock = threading.Lock()
count = failed = 0


def work():
    global count, failed
    if lock.acquire(timeout=5):
        try:
            count += 1
        finally:
            lock.release()


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count in (1, 2)
