import threading


class Account:
    def __init__(self):
        self.lock = threading.Lock()
        self.balance = 0

    def deposit(self, amount):
        self.lock.acquire()
        try:
            self.balance += amount
        finally:
            self.lock.release()


def main():
    account = Account()
    threads = [threading.Thread(target=account.deposit, args=(n,)) for n in (50, 70)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert account.balance == 120
