import threading

stop = threading.Event()
rounds = 0


def work():
    global rounds
    while not stop.wait(0.1):
        rounds += 1


def main():
    t = threading.Thread(target=work)
    t.start()
    stop.set()
    t.join()
