# fails: assertion
# builds: any
# within: 20
import threading

lock = threading.Lock()
inside = 0
peak = 0


def work():
    global inside, peak
    if not lock.locked():
        inside += 1
        peak = max(peak, inside)
        with lock:
            pass
        inside -= 1


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert peak == 1
