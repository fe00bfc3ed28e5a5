# fails: assertion
# builds: default
# within: 20
import threading

started = threading.Event()
starts = []


def start_once():
    if not started.is_set():
        started.set()
        starts.append(1)


def main():
    threads = [threading.Thread(target=start_once) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(starts) == 1
