# fails: assertion
# builds: default
# within: 20
import threading

ready = threading.Event()
data = []


def work():
    data.append(1)
    ready.set()


def main():
    t = threading.Thread(target=work)
    t.start()
    ready.wait(timeout=5)
    assert data
    t.join()
