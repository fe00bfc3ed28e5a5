# fails: assertion
# builds: free-threaded
# within: 8
import threading


class Account:
    def __init__(self):
        self.balance = 100

    def withdraw(self, amount):
        if self.balance >= amount:
            self.balance -= amount


def main():
    account = Account()
    threads = [threading.Thread(target=account.withdraw, args=(70,)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert account.balance >= 0
