# fails: exception
# builds: default
# within: 20
import threading

barrier = threading.Barrier(2, timeout=1)


def main():
    threads = [threading.Thread(target=barrier.wait) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
