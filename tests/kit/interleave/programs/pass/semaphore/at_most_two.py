import threading

pool = threading.BoundedSemaphore(2)
lock = threading.Lock()
inside = peak = 0


def work():
    global inside, peak
    with pool:
        with lock:
            inside += 1
            peak = max(peak, inside)
        with lock:
            inside -= 1


def main():
    threads = [threading.Thread(target=work) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert inside == 0
    assert peak <= 2
