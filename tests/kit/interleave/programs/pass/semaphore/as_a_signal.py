import threading

ready = threading.Semaphore(0)
data = []


def produce():
    data.append(1)
    ready.release()


def main():
    t = threading.Thread(target=produce)
    t.start()
    ready.acquire()
    assert data == [1]
    t.join()
