# The second phase reads what the first phase of the other task has perhaps not written.
# fails: exception
# builds: any
# within: 60
import threading

barrier = threading.Barrier(2)
parts = {}


def work(i):
    barrier.wait()
    parts[i] = i
    parts[1 - i]


def main():
    threads = [threading.Thread(target=work, args=(i,)) for i in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
