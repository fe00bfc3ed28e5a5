# fails: assertion
# builds: default
# within: 1
import threading


def work():
    assert 1 + 1 == 3, "sums"


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
