# fails: assertion
# builds: free-threaded
# within: 6
import threading
from dataclasses import dataclass


@dataclass
class Account:
    balance: int = 0

    def deposit(self, amount):
        self.balance += amount


def main():
    account = Account()
    threads = [threading.Thread(target=account.deposit, args=(n,)) for n in (1, 2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert account.balance == 3
