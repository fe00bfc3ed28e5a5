# fails: assertion
# builds: default
# within: 6
import threading

results = []


def main():
    t = threading.Thread(target=results.append, args=(1,))
    t.start()
    t.join(timeout=60)
    assert results == [1]
