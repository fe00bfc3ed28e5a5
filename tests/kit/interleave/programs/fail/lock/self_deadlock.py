# fails: deadlock
# builds: default
# within: 1
import threading

lock = threading.Lock()


def outer():
    with lock:
        inner()


def inner():
    with lock:
        pass


def main():
    outer()
