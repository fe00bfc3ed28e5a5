# fails: lost-wakeup
# builds: any
# within: 60
import threading

go = threading.Event()


def work():
    go.clear()
    go.wait()


def main():
    t = threading.Thread(target=work)
    t.start()
    go.set()
    t.join()
