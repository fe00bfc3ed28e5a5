"""Clerks that move money between safes, each in a thread of its own."""

import time
from functools import partial

from grader.worker.stage import Probe, attempt, run_together

FOR_A_LONG_TIME = 1_000_000.0


class Refused(Exception):
    """Raised by a note."""


def refuse():
    raise Refused


def contents(bank, name, other):
    """How much there is in a safe (below 64): moves out whatever can be moved, and then moves it back."""
    found = 0
    for amount in (32, 16, 8, 4, 2, 1):
        if "raised" not in attempt(bank.transfer, name, other, amount):
            found += amount
    if found:
        bank.transfer(other, name, found)
    return found


def transfers(student, balances, clerks, look=()):
    """One task a clerk, with a list of moves. The answers, the notes, and what is in the safes to look into."""
    bank = student.Bank(balances)
    notes = Probe()

    def clerk(moves):
        return [attempt(bank.transfer, src, dst, amount, partial(notes, f"{src}->{dst}")) for src, dst, amount in moves]

    answers = run_together(*[partial(clerk, moves) for moves in clerks])
    written, together = notes.count, notes.together
    first, second = sorted(balances)[:2]
    return {
        "answers": answers,
        "notes": written,
        "together": together,
        "total": bank.total(),
        "safes": {name: contents(bank, name, second if name == first else first) for name in look},
    }


def totals(student, balances, moves):
    """One task a move, and one that asks for the total twice."""
    bank = student.Bank(balances)
    *_, seen = run_together(*[partial(bank.transfer, *move) for move in moves], lambda: [bank.total(), bank.total()])
    return [*seen, bank.total()]


def long_note(student):
    """One clerk takes very long over the note; each of two others has one free safe, and wants one of his."""
    bank = student.Bank({"a": 20, "b": 20, "c": 20})
    run_together(
        partial(bank.transfer, "a", "c", 3, partial(time.sleep, FOR_A_LONG_TIME)),
        partial(bank.transfer, "b", "a", 5),
        partial(bank.transfer, "c", "b", 1),
    )
    return {"total": bank.total(), "a": contents(bank, "a", "b"), "b": contents(bank, "b", "a")}


def failing_note(student):
    """A note that raises, beside a transfer that succeeds; afterwards another thread looks into both safes."""
    bank = student.Bank({"a": 20, "b": 10})
    raised, _ = run_together(
        partial(attempt, bank.transfer, "a", "b", 6, refuse),
        partial(bank.transfer, "b", "a", 2),
    )
    safes = run_together(lambda: [contents(bank, "a", "b"), contents(bank, "b", "a")])
    return {"raised": raised, "safes": safes[0], "total": bank.total()}


def errors(student):
    """What one thread gets for wrong calls, and what another thread finds after each of them."""
    bank = student.Bank({"a": 20, "b": 10})
    calls = {
        "a -> nobody": ("a", "nobody", 1),
        "nobody -> a": ("nobody", "a", 1),
        "zzz -> a": ("zzz", "a", 1),
        "a -> zzz": ("a", "zzz", 1),
        "amount 0": ("a", "b", 0),
        "amount -1": ("a", "b", -1),
        "a -> a": ("a", "a", 1),
        "too much": ("a", "b", 21),
        "too much back": ("b", "a", 11),
    }
    seen = {}
    for text, call in calls.items():
        answer = attempt(bank.transfer, *call)
        after = run_together(lambda: [contents(bank, "a", "b"), contents(bank, "b", "a")])
        seen[text] = [answer, *after[0]]
    return {"calls": seen, "no note": attempt(bank.transfer, "a", "b", 20), "total": bank.total()}
