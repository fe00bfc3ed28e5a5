# fails: assertion
# builds: free-threaded
# within: 6
import threading


class Ticket:
    issued = 0

    @classmethod
    def take(cls):
        cls.issued += 1


def main():
    threads = [threading.Thread(target=Ticket.take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert Ticket.issued == 2
