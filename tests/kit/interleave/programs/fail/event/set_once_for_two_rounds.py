# fails: deadlock
# builds: any
# within: 20
# Set once, waited for twice: nothing is lost, the second set is missing.
import threading

go = threading.Event()


def work():
    for _ in range(2):
        go.wait()
        go.clear()


def main():
    t = threading.Thread(target=work)
    t.start()
    go.set()
    t.join()
