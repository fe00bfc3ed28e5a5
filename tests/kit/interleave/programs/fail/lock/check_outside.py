# fails: assertion
# builds: free-threaded
# within: 12
import threading

lock = threading.Lock()
balance = 100


def withdraw():
    global balance
    if balance >= 70:
        with lock:
            balance -= 70


def main():
    threads = [threading.Thread(target=withdraw) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert balance >= 0
