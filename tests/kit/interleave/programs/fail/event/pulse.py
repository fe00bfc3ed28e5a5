# fails: lost-wakeup
# builds: any
# within: 60
import threading

go = threading.Event()


def work():
    go.wait()


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    go.set()
    go.clear()
    for t in threads:
        t.join()
