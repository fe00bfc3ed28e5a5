# fails: deadlock
# builds: any
# within: 20
import threading

pool = threading.Semaphore(1)


def work():
    pool.acquire()
    raise_error = True
    try:
        if raise_error:
            raise ValueError
        pool.release()
    except ValueError:
        return


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
