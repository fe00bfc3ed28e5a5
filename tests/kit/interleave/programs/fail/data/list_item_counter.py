# fails: assertion
# builds: free-threaded
# within: 6
import threading


def main():
    cells = [0]

    def work():
        cells[0] += 1

    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert cells == [2]
