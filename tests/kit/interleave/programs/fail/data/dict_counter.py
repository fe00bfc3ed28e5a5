# fails: assertion
# builds: default
# within: 6
import threading

votes = {}


def vote():
    votes["red"] = votes.get("red", 0) + 1


def main():
    threads = [threading.Thread(target=vote) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert votes["red"] == 2
