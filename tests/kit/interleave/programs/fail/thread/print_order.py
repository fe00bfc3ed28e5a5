# fails: assertion
# builds: default
# within: 6
import threading

lines = []


def say(text):
    print(text)
    lines.append(text)


def main():
    threads = [threading.Thread(target=say, args=(c,)) for c in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert lines == ["a", "b"]
