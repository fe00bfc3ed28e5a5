"""A deposit and a withdrawal, and a check of the balance once both are done.

Wrong: what it should be then.
"""

import threading


def run(*bodies):
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Account:
    def __init__(self):
        self.balance = 10
        self.deposited = False
        self.withdrawn = False
        self.lock = threading.Lock()

    def deposit(self):
        with self.lock:
            self.balance += 5
            self.deposited = True

    def withdraw(self):
        with self.lock:
            self.balance -= 3
            self.withdrawn = True

    def check(self, expected):
        with self.lock:
            if self.deposited and self.withdrawn:
                assert self.balance == expected


def buggy():
    account = Account()
    run(account.deposit, account.withdraw, lambda: account.check(10 - 5 - 3))


def fixed():
    account = Account()
    run(account.deposit, account.withdraw, lambda: account.check(10 + 5 - 3))
