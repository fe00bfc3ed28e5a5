# fails: assertion
# builds: any
# within: 60
import threading

done = threading.Event()


def main():
    t = threading.Thread(target=done.set)
    t.start()
    rounds = 0
    while not done.is_set() and rounds < 4:
        rounds += 1
    assert rounds < 4
    t.join()
