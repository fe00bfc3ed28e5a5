# fails: assertion
# builds: free-threaded
# within: 12
import threading

count = 0


def work():
    global count
    with threading.Lock():
        count += 1


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count == 2
