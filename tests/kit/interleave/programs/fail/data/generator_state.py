# fails: exception
# builds: any
# within: 40
import threading

state = [0]


def numbers():
    while True:
        state[0] += 1
        yield state[0]


def main():
    source = numbers()
    threads = [threading.Thread(target=lambda: next(source)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
