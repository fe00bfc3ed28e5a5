import threading

pool = threading.Semaphore(1)
lock = threading.Lock()
inside = 0


def work():
    global inside
    if pool.acquire(blocking=False):
        with lock:
            inside += 1
            assert inside == 1
        with lock:
            inside -= 1
        pool.release()


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
