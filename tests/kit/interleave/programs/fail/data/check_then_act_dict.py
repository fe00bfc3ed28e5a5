# fails: exception
# builds: any
# within: 6
import threading

cache = {"a": 1}


def forget():
    if "a" in cache:
        del cache["a"]


def main():
    threads = [threading.Thread(target=forget) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
