# fails: exception
# builds: default
# within: 6
import threading

seats = ["1A"]


def take():
    if len(seats) > 0:
        seats.pop()


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
