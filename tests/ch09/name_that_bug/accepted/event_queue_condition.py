"""An Event in the lift, one Condition with a set of busy devices in the office."""

import threading

A, B = "A", "B"


class Orders:
    def __init__(self, stock):
        self._lock = threading.Lock()
        self._stock = stock

    def left(self):
        with self._lock:
            return self._stock

    def order(self, pack):
        if self.left() < 1:
            return False
        with self._lock:
            self._stock -= 1
        pack()
        return True


class Office:
    def __init__(self):
        self._scanner = threading.Lock()
        self._printer = threading.Lock()

    def scan(self, work):
        with self._scanner:
            work()

    def print(self, work):
        with self._printer:
            work()

    def copy(self, work):
        with self._scanner:
            with self._printer:
                work()

    def fax(self, work):
        with self._printer:
            with self._scanner:
                work()


class Lift:
    def __init__(self):
        self._bell = threading.Condition()
        self._floors = []

    def call(self, floor):
        self._floors.append(floor)
        with self._bell:
            self._bell.notify()

    def serve(self, ride):
        if not self._floors:
            with self._bell:
                self._bell.wait()
        floor = self._floors.pop(0)
        ride(floor)


class Market:
    def __init__(self, alleys):
        self._wants = [[False, False] for _ in range(alleys)]

    def walk(self, alley, me, step):
        wants = self._wants[alley]
        wants[me] = True
        while wants[1 - me]:
            wants[me] = False
            wants[me] = True
        step()
        wants[me] = False


VERDICT = {
    "orders": "atomicity_violation",
    "printer": "deadlock",
    "lift": "lost_wakeup",
    "market": "livelock",
}
WITNESS = {
    "orders": [A, B],  # both see the last piece
    "printer": [A, B],  # A has the scanner, B the printer
    "lift": [A, B, B],  # A has seen no call, and the bell rings before A sleeps
    "market": [A, B, A, B, A, B],  # both in, both look, both out: as at the start
}


def fix_orders():
    class Fixed:
        def __init__(self, stock):
            self._pieces = threading.Semaphore(stock)
            self._stock = stock
            self._lock = threading.Lock()

        def left(self):
            with self._lock:
                return self._stock

        def order(self, pack):
            if not self._pieces.acquire(blocking=False):
                return False
            with self._lock:
                self._stock -= 1
            pack()
            return True

    return Fixed


def fix_printer():
    class Fixed:
        def __init__(self):
            self._changed = threading.Condition()
            self._busy = set()

        def _use(self, wanted, work):
            with self._changed:
                self._changed.wait_for(lambda: not wanted & self._busy)
                self._busy |= wanted
            try:
                work()
            finally:
                with self._changed:
                    self._busy -= wanted
                    self._changed.notify_all()

        def scan(self, work):
            self._use({"scanner"}, work)

        def print(self, work):
            self._use({"printer"}, work)

        def copy(self, work):
            self._use({"scanner", "printer"}, work)

        fax = copy

    return Fixed


def fix_lift():
    class Fixed(Lift):
        def __init__(self):
            self._floors = []
            self._lock = threading.Lock()
            self._called = threading.Event()

        def call(self, floor):
            with self._lock:
                self._floors.append(floor)
                self._called.set()

        def serve(self, ride):
            while True:
                self._called.wait()
                with self._lock:
                    if self._floors:
                        floor = self._floors.pop(0)
                        if not self._floors:
                            self._called.clear()
                        break
            ride(floor)

    return Fixed


def fix_market():
    class Fixed:
        def __init__(self, alleys):
            self._free = threading.Condition()
            self._taken = [False] * alleys

        def walk(self, alley, me, step):
            with self._free:
                while self._taken[alley]:
                    self._free.wait()
                self._taken[alley] = True
            step()
            with self._free:
                self._taken[alley] = False
                self._free.notify_all()

    return Fixed
