# fails: assertion
# builds: free-threaded
# within: 6
import threading
from collections import defaultdict

votes = defaultdict(int)


def vote():
    votes["red"] += 1


def main():
    threads = [threading.Thread(target=vote) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert votes["red"] == 2
