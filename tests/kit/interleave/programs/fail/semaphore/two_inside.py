# fails: assertion
# builds: free-threaded
# within: 30
import threading

pool = threading.Semaphore(2)
count = 0


def work():
    global count
    with pool:
        count += 1


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert count == 2
