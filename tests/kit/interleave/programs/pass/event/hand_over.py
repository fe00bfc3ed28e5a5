import threading

ready = threading.Event()
data = []


def read():
    ready.wait()
    assert data == [1]


def main():
    t = threading.Thread(target=read)
    t.start()
    data.append(1)
    ready.set()
    t.join()
