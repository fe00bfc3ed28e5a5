# fails: assertion
# builds: any
# within: 300
import threading

pool = threading.Semaphore(1)
lock = threading.Lock()
inside = peak = 0


def work():
    global inside, peak
    pool.release()
    pool.acquire()
    with lock:
        inside += 1
        peak = max(peak, inside)
    with lock:
        inside -= 1
    pool.release()


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert peak == 1
