# fails: exception
# builds: default
# within: 1
import threading


def work():
    raise ValueError("boom")


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
