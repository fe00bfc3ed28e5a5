# fails: assertion
# builds: default
# within: 6
import threading

order = []


def main():
    threads = [threading.Thread(target=order.append, args=(i,)) for i in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert order == [0, 1]
