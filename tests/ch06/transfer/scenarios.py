"""Clerks that move money between safes, each in a thread of its own."""

import time
from functools import partial

from grader.worker.stage import Probe, attempt, run_together

FOR_A_LONG_TIME = 1_000_000.0


class Refused(Exception):
    """Raised by a note."""


def refuse():
    raise Refused


def holds(bank, name, other, amount):
    """Whether there is exactly `amount` in the safe: that much can be moved, one more cannot."""
    one_more = attempt(bank.transfer, name, other, amount + 1)
    if one_more != {"raised": "InsufficientFunds"}:
        return False
    if amount and (attempt(bank.transfer, name, other, amount) != {"value": None}):
        return False
    return not amount or attempt(bank.transfer, other, name, amount) == {"value": None}


def transfers(student, balances, clerks, expected=None):
    """One task a clerk, with a list of moves. The answers, the notes, and safes that do not hold what is expected."""
    bank = student.Bank(balances)
    notes = Probe()

    def clerk(moves):
        return [attempt(bank.transfer, src, dst, amount, partial(notes, f"{src}->{dst}")) for src, dst, amount in moves]

    answers = run_together(*[partial(clerk, moves) for moves in clerks])
    first, *rest = sorted(balances)
    exact = {name: holds(bank, name, rest[0] if name == first else first, n) for name, n in (expected or {}).items()}
    return {
        "answers": answers,
        "notes": notes.count,
        "together": notes.together,
        "total": bank.total(),
        "wrong": sorted(name for name, right in exact.items() if not right),
    }


def totals(student, balances, moves):
    """One task a move, and one that asks for the total twice."""
    bank = student.Bank(balances)
    *_, seen = run_together(*[partial(bank.transfer, *move) for move in moves], lambda: [bank.total(), bank.total()])
    return [*seen, bank.total()]


def long_note(student):
    """One clerk takes very long over the note; the other wants the same safes the other way round."""
    bank = student.Bank({"a": 100, "b": 100})
    run_together(
        partial(bank.transfer, "a", "b", 30, partial(time.sleep, FOR_A_LONG_TIME)),
        partial(bank.transfer, "b", "a", 50),
    )
    return [bank.total(), holds(bank, "a", "b", 120)]


def failing_note(student):
    """A note that raises, beside a transfer that succeeds; afterwards another thread moves money both ways."""
    bank = student.Bank({"a": 100, "b": 50})
    raised, _ = run_together(
        partial(attempt, bank.transfer, "a", "b", 30, refuse),
        partial(bank.transfer, "b", "a", 10),
    )
    exact = run_together(lambda: [holds(bank, "a", "b", 110), holds(bank, "b", "a", 40)])
    return {"raised": raised, "exact": exact[0], "total": bank.total()}


def errors(student):
    """What one thread gets for wrong calls, and what another thread finds after each of them."""
    bank = student.Bank({"a": 100, "b": 50})
    calls = {
        "a -> nobody": ("a", "nobody", 1),
        "nobody -> a": ("nobody", "a", 1),
        "zzz -> a": ("zzz", "a", 1),
        "a -> zzz": ("a", "zzz", 1),
        "amount 0": ("a", "b", 0),
        "amount -1": ("a", "b", -1),
        "a -> a": ("a", "a", 1),
        "too much": ("a", "b", 101),
        "too much back": ("b", "a", 51),
    }
    seen = {}
    for text, call in calls.items():
        answer = attempt(bank.transfer, *call)
        after = run_together(lambda: [holds(bank, "a", "b", 100), holds(bank, "b", "a", 50), bank.total()])
        seen[text] = [answer, *after[0]]
    return {"calls": seen, "no note": attempt(bank.transfer, "a", "b", 100), "total": bank.total()}
