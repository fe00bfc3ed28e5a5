# fails: assertion
# builds: any
# within: 30
import threading

lock = threading.Lock()
count = 0


def work():
    global count
    taken = lock.acquire(blocking=False)
    count += 1
    if taken:
        lock.release()


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count == 2
