# fails: assertion
# builds: default
# within: 4
import threading

results = []


def main():
    t = threading.Thread(target=results.append, args=(1,), daemon=True)
    t.start()
    assert results == [1]
