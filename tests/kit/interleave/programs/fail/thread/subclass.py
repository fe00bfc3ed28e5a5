# fails: assertion
# builds: free-threaded
# within: 6
import threading


class Worker(threading.Thread):
    total = 0

    def run(self):
        Worker.total += 1


def main():
    workers = [Worker() for _ in range(2)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    assert Worker.total == 2
