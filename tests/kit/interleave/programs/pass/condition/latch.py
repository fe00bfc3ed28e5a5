import threading


class Latch:
    def __init__(self, count):
        self.count = count
        self.zero = threading.Condition()

    def down(self):
        with self.zero:
            self.count -= 1
            if self.count == 0:
                self.zero.notify_all()

    def wait(self):
        with self.zero:
            while self.count > 0:
                self.zero.wait()


def main():
    latch = Latch(1)
    threads = [threading.Thread(target=latch.wait) for _ in range(2)]
    for t in threads:
        t.start()
    latch.down()
    for t in threads:
        t.join()
