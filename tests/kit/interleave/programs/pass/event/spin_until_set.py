import threading

stop = threading.Event()


def work():
    while not stop.is_set():
        pass


def main():
    t = threading.Thread(target=work)
    t.start()
    stop.set()
    t.join()
