# Somebody looks at a counter that only one task changes: any value that it has had will do.
import threading

count = 0


def work():
    global count
    for _ in range(2):
        count += 1


def main():
    t = threading.Thread(target=work)
    t.start()
    assert count in {0, 1, 2}
    t.join()
    assert count == 2
