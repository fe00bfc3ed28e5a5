# A race on a flag that nobody is hurt by.
import threading
import time

stop = False


def work():
    while not stop:
        time.sleep(0.1)


def main():
    global stop
    t = threading.Thread(target=work)
    t.start()
    stop = True
    t.join()
