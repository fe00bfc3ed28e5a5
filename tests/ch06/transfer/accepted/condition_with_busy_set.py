"""One Condition, a set of busy safes; nobody holds a lock while the note is written."""

import threading


class InsufficientFunds(Exception):
    pass


class Bank:
    def __init__(self, balances):
        self._money = dict(balances)
        self._busy = set()
        self._cond = threading.Condition()

    def transfer(self, src, dst, amount, note=lambda: None):
        if src not in self._money:
            raise KeyError(src)
        if dst not in self._money:
            raise KeyError(dst)
        if src == dst or amount <= 0:
            raise ValueError("transfer")
        both = {src, dst}
        with self._cond:
            self._cond.wait_for(lambda: not (self._busy & both))
            self._busy |= both
        try:
            if self._money[src] < amount:
                raise InsufficientFunds(src)
            note()
            with self._cond:
                self._money[src] -= amount
                self._money[dst] += amount
        finally:
            with self._cond:
                self._busy -= both
                self._cond.notify_all()

    def total(self):
        with self._cond:
            return sum(self._money.values())
