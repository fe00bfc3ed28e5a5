# fails: assertion
# builds: any
# within: 6
import threading

items = []
seen = []


def look():
    seen.append(f"{items}")


def main():
    t = threading.Thread(target=look)
    t.start()
    items.append(1)
    t.join()
    assert seen == ["[]"]
