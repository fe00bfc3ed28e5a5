# fails: assertion
# builds: free-threaded
# within: 12
import threading


class Account:
    def __init__(self):
        self.read_lock = threading.Lock()
        self.write_lock = threading.Lock()
        self.balance = 0

    def add(self):
        with self.read_lock:
            self.balance += 1

    def remove(self):
        with self.write_lock:
            self.balance -= 1


def main():
    account = Account()
    threads = [threading.Thread(target=f) for f in (account.add, account.remove)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert account.balance == 0
