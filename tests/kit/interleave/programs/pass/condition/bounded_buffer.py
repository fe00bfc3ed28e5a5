import threading


class Buffer:
    def __init__(self, size):
        self.items, self.size = [], size
        self.changed = threading.Condition()

    def put(self, item):
        with self.changed:
            while len(self.items) == self.size:
                self.changed.wait()
            self.items.append(item)
            self.changed.notify_all()

    def get(self):
        with self.changed:
            while not self.items:
                self.changed.wait()
            self.changed.notify_all()
            return self.items.pop(0)


def main():
    buffer = Buffer(1)
    got = []
    producer = threading.Thread(target=lambda: [buffer.put(i) for i in range(3)])
    consumer = threading.Thread(target=lambda: [got.append(buffer.get()) for _ in range(3)])
    producer.start()
    consumer.start()
    producer.join()
    consumer.join()
    assert got == [0, 1, 2]
