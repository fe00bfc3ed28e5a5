# fails: livelock step-limit
# builds: any
# within: 60
# Each spins until the other has gone first.
import threading

turn = [False, False]


def work(me):
    while not turn[1 - me]:
        pass
    turn[me] = True


def main():
    threads = [threading.Thread(target=work, args=(me,)) for me in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
