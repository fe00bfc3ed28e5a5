# refused: Unmodelled
import threading


def work():
    import socket


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
