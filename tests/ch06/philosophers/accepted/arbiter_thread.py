"""A daemon thread hands out both forks at once and is told when they are back."""

import queue
import threading


class Table:
    def __init__(self, n):
        if n < 2:
            raise ValueError(n)
        self.n = n
        self.inbox = queue.Queue()
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        busy = set()
        waiting = []
        while True:
            wants, i, may_eat = self.inbox.get()
            if wants:
                waiting.append((i, may_eat))
            else:
                busy -= {i, (i + 1) % self.n}
            for entry in list(waiting):
                forks = {entry[0], (entry[0] + 1) % self.n}
                if not forks & busy:
                    busy |= forks
                    waiting.remove(entry)
                    entry[1].set()

    def dine(self, i, eat):
        if not 0 <= i < self.n:
            raise IndexError(i)
        may_eat = threading.Event()
        self.inbox.put((True, i, may_eat))
        may_eat.wait()
        try:
            eat(i)
        finally:
            self.inbox.put((False, i, None))
