"""Items that compare by rank and number only; each closing is a sign of its own."""

import itertools
import queue
import threading
from dataclasses import dataclass, field
from typing import Any


class Closed(Exception):
    pass


@dataclass(order=True)
class Place:
    rank: float
    number: int
    passenger: Any = field(compare=False)
    sign: bool = field(compare=False, default=False)


class Security:
    def __init__(self):
        self.places = queue.PriorityQueue()
        self.numbers = itertools.count()
        self.closing = threading.RLock()
        self.closed = False

    def arrive(self, rank, passenger):
        with self.closing:
            if self.closed:
                raise Closed("too late")
            self.places.put(Place(rank, next(self.numbers), passenger))

    def next(self, timeout=None):
        place = self.places.get(block=True, timeout=timeout)
        if not place.sign:
            return place.passenger
        self.places.put(place)
        raise Closed("nobody left")

    def close(self):
        with self.closing:
            self.closed = True
            self.places.put(Place(float("inf"), next(self.numbers), None, sign=True))
