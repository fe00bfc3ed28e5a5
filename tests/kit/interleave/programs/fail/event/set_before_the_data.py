# fails: assertion
# builds: default
# within: 12
import threading

ready = threading.Event()
data = []


def read():
    ready.wait()
    assert data


def main():
    t = threading.Thread(target=read)
    t.start()
    ready.set()
    data.append(1)
    t.join()
