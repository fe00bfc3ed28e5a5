"""Each fork is a token in a queue; the last philosopher takes his in the other order."""

from queue import SimpleQueue


class Table:
    def __init__(self, n):
        if n < 2:
            raise ValueError(n)
        self.places = []
        for fork in range(n):
            place = SimpleQueue()
            place.put(fork)
            self.places.append(place)

    def dine(self, i, eat):
        if not 0 <= i < len(self.places):
            raise IndexError(i)
        left, right = self.places[i], self.places[(i + 1) % len(self.places)]
        if i == len(self.places) - 1:
            left, right = right, left
        one = left.get()
        other = right.get()
        try:
            eat(i)
        finally:
            right.put(other)
            left.put(one)
