# fails: lost-wakeup
# builds: default
# within: 30
import threading

ready = threading.Event()


def main():
    t = threading.Thread(target=ready.wait)
    t.start()
    ready.set()
    ready.clear()
    t.join()
