import threading


def main():
    lock = threading.Lock()
    lock.acquire()
    threading.Thread(target=lock.release).start()
    lock.acquire()
