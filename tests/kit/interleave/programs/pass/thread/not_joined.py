# The interpreter waits for tasks that are no daemons.
import threading

lock = threading.Lock()
total = 0


def work():
    global total
    with lock:
        total += 1
        assert total <= 2


def main():
    for _ in range(2):
        threading.Thread(target=work).start()
