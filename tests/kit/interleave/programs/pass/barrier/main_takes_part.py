import threading

gate = threading.Barrier(3)


def work():
    gate.wait()
    gate.wait()


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    gate.wait()
    gate.wait()
    for t in threads:
        t.join()
