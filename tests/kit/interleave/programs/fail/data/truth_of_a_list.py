# A list is asked for its truth only: it may be empty or not when the other task looks.
# fails: assertion
# builds: any
# within: 6
import threading

items = []
seen = []


def look():
    if items:
        seen.append("full")


def main():
    t = threading.Thread(target=look)
    t.start()
    items.append(1)
    t.join()
    assert not seen
