# Both write the same: whoever comes last, the answer is the same.
import threading

answer = None


def work():
    global answer
    answer = 42


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert answer == 42
