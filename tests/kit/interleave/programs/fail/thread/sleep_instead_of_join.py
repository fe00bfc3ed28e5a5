# fails: assertion
# builds: default
# within: 6
import threading
import time

results = []


def main():
    t = threading.Thread(target=results.append, args=(1,))
    t.start()
    time.sleep(10)
    assert results == [1]
