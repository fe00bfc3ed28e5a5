# fails: exception
# builds: any
# within: 6
import threading

seats = ["1A"]


def take():
    if seats:
        seats.pop()


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
