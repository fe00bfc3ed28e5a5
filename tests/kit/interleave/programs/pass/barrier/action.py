import threading

runs = []
barrier = threading.Barrier(2, action=lambda: runs.append(1))


def main():
    threads = [threading.Thread(target=barrier.wait) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert runs == [1]
