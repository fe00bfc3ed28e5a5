import threading


class Worker(threading.Thread):
    def __init__(self, n):
        super().__init__(name=f"worker {n}")
        self.n = n
        self.result = None

    def run(self):
        self.result = self.n * self.n


def main():
    workers = [Worker(n) for n in (2, 3)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    assert [w.result for w in workers] == [4, 9]
    assert [w.name for w in workers] == ["worker 2", "worker 3"]
    assert not any(w.is_alive() for w in workers)
