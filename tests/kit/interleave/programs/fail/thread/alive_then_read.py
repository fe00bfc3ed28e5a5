# fails: assertion
# builds: default
# within: 12
import threading

results = []


def main():
    t = threading.Thread(target=results.append, args=(1,))
    t.start()
    if t.is_alive():
        assert not results
    t.join()
