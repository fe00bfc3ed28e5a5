# fails: assertion
# builds: any
# within: 6
import threading

items = [1]
seen = []


def look():
    if not items:
        seen.append("empty")


def main():
    t = threading.Thread(target=look)
    t.start()
    items.clear()
    t.join()
    assert not seen
