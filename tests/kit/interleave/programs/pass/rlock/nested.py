import threading


class Account:
    def __init__(self):
        self.lock = threading.RLock()
        self.balance = 0

    def add(self, n):
        with self.lock:
            self.balance += n

    def add_twice(self, n):
        with self.lock:
            self.add(n)
            self.add(n)


def main():
    account = Account()
    threads = [threading.Thread(target=account.add_twice, args=(1,)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert account.balance == 4
