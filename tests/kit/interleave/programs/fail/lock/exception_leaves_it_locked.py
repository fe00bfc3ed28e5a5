# fails: deadlock
# builds: default
# within: 4
import threading

lock = threading.Lock()


def work(text):
    try:
        lock.acquire()
        int(text)
        lock.release()
    except ValueError:
        pass


def main():
    threads = [threading.Thread(target=work, args=(text,)) for text in ("one", "2")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
