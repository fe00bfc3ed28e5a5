# fails: assertion
# builds: any
# within: 30
import threading


class Account:
    def __init__(self):
        self.lock = threading.Lock()
        self.a, self.b = 50, 50

    def move(self):
        with self.lock:
            self.a -= 10
            abs(-1)
            self.b += 10

    def total(self):
        return self.a + self.b


def main():
    account = Account()
    t = threading.Thread(target=account.move)
    t.start()
    total = account.total()
    t.join()
    assert total == 100
