"""Four crime scenes.

Four programs were left running over the weekend, and on Monday each of them had done something wrong. In each, two
tasks A and B share one object. The lines of a task are numbered; a step is one numbered line, made in one go.

    orders    A and B:  order(pack), with 1 in stock        wrong: the stock is below zero
    printer   A:  copy(work)        B:  fax(work)           wrong: A and B have not come to their ends, and never will
    lift      A:  serve(ride)       B:  call(7)             wrong: A sleeps for ever, and 7 is never served
    market    A:  walk(0, 0, step)  B:  walk(0, 1, step)    wrong: A and B are busy for ever, and nobody walks

VERDICT  for each program the name of its bug, one of these:

    lost_update           two tasks read the same old value, both write, and one of the two writes is gone
    atomicity_violation   each step is right alone, but what the first one found out is old when the next one uses it
    order_violation       something is used before another task has made it ready; nobody made sure that it comes first
    deadlock              tasks wait in a circle, each for something that the next one in the circle holds
    lost_wakeup           a signal was given when nobody slept yet, and who then goes to sleep is never woken
    livelock              nobody sleeps: all make steps, come back to where they were, and get nothing done

WITNESS  for each program a schedule that shows it, as a list of names. ["A", "B", "B"] means that A makes a step, and
         then B makes two. You may stop early: the kit then lets A run as far as it gets, and B after it. A task that
         sleeps, waits for a lock or has come to its end cannot make a step. For a program whose tasks are busy for
         ever, write one whole round yourself: at its end everything is as it was at an earlier moment of the schedule
         (each task at the same line, all values the same), and both tasks have made steps in between.

fix_NAME()  returns a repaired class. It is called in the same way as the broken one, and does what the docstrings of
            the broken one say. A repair takes nothing away: what could go on at the same time still can. Nobody who
            could go on is left waiting, and nobody tries in vain for ever.
"""

import threading
from collections.abc import Callable

A, B = "A", "B"


class Orders:
    """Sells `stock` pieces of one thing."""

    def __init__(self, stock: int) -> None:
        self._lock = threading.Lock()
        self._stock = stock

    def left(self) -> int:
        """How many pieces are left: never below zero."""
        with self._lock:
            return self._stock

    def order(self, pack: Callable[[], None]) -> bool:
        """True: a piece was left, it is taken, and pack() was called, once. False: sold out, and nothing is done.

        Several orders can be in pack() at the same time.
        """
        if self.left() < 1:  # 1  look
            return False
        with self._lock:
            self._stock -= 1  # 2  take (whoever has seen nothing left makes steps 2 and 3 too, and does nothing there)
        pack()  # 3  pack
        return True


class Office:
    """A scanner and a printer. Each of them serves one task at a time; different devices can be used at the same time."""

    def __init__(self) -> None:
        self._scanner = threading.Lock()
        self._printer = threading.Lock()

    def scan(self, work: Callable[[], None]) -> None:
        """Call work() while nobody else has the scanner."""
        with self._scanner:
            work()

    def print(self, work: Callable[[], None]) -> None:
        """Call work() while nobody else has the printer."""
        with self._printer:
            work()

    def copy(self, work: Callable[[], None]) -> None:
        """Call work() while nobody else has the scanner or the printer."""
        with self._scanner:  # A1  take the scanner
            with self._printer:  # A2  take the printer
                work()  # A3  work, then give both back

    def fax(self, work: Callable[[], None]) -> None:
        """Call work() while nobody else has the scanner or the printer."""
        with self._printer:  # B1  take the printer
            with self._scanner:  # B2  take the scanner
                work()  # B3  work, then give both back


class Lift:
    """Goes where it is called to."""

    def __init__(self) -> None:
        self._bell = threading.Condition()
        self._floors: list[int] = []

    def call(self, floor: int) -> None:
        """Ask for a ride to this floor. Waits for nobody's ride: the lift may be on its way just now."""
        self._floors.append(floor)  # B1  push the button
        with self._bell:
            self._bell.notify()  # B2  wake one who sleeps, if anybody does

    def serve(self, ride: Callable[[int], None]) -> None:
        """Wait until there is a call, and call ride(floor) for the one that came first. Each call is served once."""
        if not self._floors:  # A1  look
            with self._bell:
                self._bell.wait()  # A2  fall asleep (passed over if A1 has seen a call)
        floor = self._floors.pop(0)  # A3  take the floor: impossible while asleep
        ride(floor)  # A4  ride


class Market:
    """Narrow alleys between the stalls. Customers 0 and 1 walk through them; an alley has room for one."""

    def __init__(self, alleys: int) -> None:
        self._wants = [[False, False] for _ in range(alleys)]

    def walk(self, alley: int, me: int, step: Callable[[], None]) -> None:
        """Call step(), once, while the other customer is not in this alley. Different alleys are independent."""
        wants = self._wants[alley]
        wants[me] = True  # 1  go in
        while wants[1 - me]:  # 2  look: somebody else? If not, go on with line 4
            wants[me] = False  # 3  go back out, and on with line 1
            wants[me] = True  # 1  go in
        step()  # 4  walk
        wants[me] = False  # 5  go out at the other end


# TODO: which bug is it, and which schedule shows it?
VERDICT: dict[str, str] = {}
WITNESS: dict[str, list[str]] = {}


# TODO: return classes without the bug.
def fix_orders() -> type:
    return Orders


def fix_printer() -> type:
    return Office


def fix_lift() -> type:
    return Lift


def fix_market() -> type:
    return Market
