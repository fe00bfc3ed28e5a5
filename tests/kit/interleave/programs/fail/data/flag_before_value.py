# fails: assertion
# builds: free-threaded
# within: 20
import threading

ready = False
value = None


def produce():
    global ready, value
    ready = True
    value = 42


def main():
    t = threading.Thread(target=produce)
    t.start()
    if ready:
        assert value == 42
    t.join()
