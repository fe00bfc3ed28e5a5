# fails: deadlock
# builds: free-threaded
# within: 60
import threading

forks = [threading.Lock() for _ in range(3)]


def eat(i):
    with forks[i]:
        with forks[(i + 1) % 3]:
            pass


def main():
    threads = [threading.Thread(target=eat, args=(i,)) for i in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
