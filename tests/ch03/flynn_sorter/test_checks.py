"""Machines by name, against a count that is made here."""

from __future__ import annotations

import random

import pytest

from grader.checks import call

TEXTBOOK = {
    "SISD": [[0, 0, "LOAD", "a"], [1, 0, "ADD", "b"], [2, 0, "STORE", "c"]],
    "SIMD": [[0, 0, "ADD", "a"], [0, 1, "ADD", "b"], [0, 2, "ADD", "c"]],
    "MISD": [[0, 0, "SIN", "x"], [0, 1, "COS", "x"], [1, 0, "ADD", "y"], [1, 1, "SUB", "y"]],
    "MIMD": [[0, 0, "ADD", "a"], [0, 1, "MUL", "b"], [1, 0, "SUB", "c"]],
}
SURPRISING = (
    (
        "SISD",
        "a pipeline: two units that never work in the same cycle",
        [[0, 0, "F", "x"], [1, 1, "D", "x"], [2, 0, "F", "y"]],
    ),
    ("SISD", "two units that do the same to the same datum", [[3, 0, "ADD", "x"], [3, 1, "ADD", "x"]]),
    (
        "SIMD",
        "one instruction for two data, but only in the last cycle",
        [[0, 0, "F", "x"], [1, 0, "D", "x"], [2, 0, "E", "x"], [2, 1, "E", "y"]],
    ),
    (
        "MISD",
        "two instructions on one datum, in the middle",
        [[5, 1, "A", "x"], [6, 0, "B", "y"], [6, 1, "A", "y"], [7, 0, "B", "x"]],
    ),
    (
        "MIMD",
        "SIMD in one cycle, MISD in another one",
        [[0, 0, "A", "x"], [0, 1, "A", "y"], [1, 0, "A", "x"], [1, 1, "B", "x"]],
    ),
    ("SIMD", "events of one cycle that do not stand together", [[1, 0, "A", "x"], [0, 0, "B", "x"], [1, 7, "A", "z"]]),
)


def name(trace) -> str:
    """What a trace is, by the largest number of different instructions and of different data in a cycle."""

    def widest(field):
        cycles = {event[0] for event in trace}
        return max(len({event[field] for event in trace if event[0] == cycle}) for cycle in cycles)

    return f"{'S' if widest(2) == 1 else 'M'}I{'S' if widest(3) == 1 else 'M'}D"


def require(submission, cases) -> None:
    """`cases`: (expected, what it is, trace)."""
    answers = call(submission, "names", [trace for _, _, trace in cases]).value
    for (expected, what, trace), answer in zip(cases, answers, strict=True):
        wanted = {"raised": "ValueError"} if expected == "ValueError" else {"value": expected}
        if answer != wanted:
            gave = answer.get("value", answer.get("raised"))
            pytest.fail(f"{what}: that is {expected}, and classify gives {gave}.\n{shown(trace)}", pytrace=False)


def shown(trace) -> str:
    """One line a cycle."""
    cycles = sorted({event[0] for event in trace})
    done = {c: ", ".join(f"unit {u}: {i} {d}" for at, u, i, d in sorted(trace) if at == c) for c in cycles}
    return "\n".join(f"  cycle {cycle}   {done[cycle]}" for cycle in cycles)


@pytest.mark.points(2)
def test_four_textbook_machines(submission):
    require(submission, [(kind, f"a {kind} machine from the book", trace) for kind, trace in TEXTBOOK.items()])
    two = "a SISD machine with two units, one of which works in each cycle"
    require(submission, [("SISD", two, [[0, 0, "ADD", "a"], [1, 1, "ADD", "b"]])])


@pytest.mark.points(1)
def test_three_numbers(submission):
    asked = {(3, "SISD", 1): 3, (3, "SIMD", 3): 1, (3, "SIMD", 2): 2, (3, "SIMD", 8): 1, (3, "SISD", 8): 3}
    judge_cycles(submission, asked)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_any_machine(submission):
    require(submission, list(SURPRISING))
    source = random.Random(3)
    cases = []
    for _ in range(300):
        cycles, units = source.randint(1, 4), source.randint(1, 3)
        instructions, data = ("ABC"[: source.randint(1, 2)], "xyz"[: source.randint(1, 2)])
        slots = [(c, u) for c in range(cycles) for u in range(units) if source.random() < 0.6]
        trace = [[c, u, source.choice(instructions), source.choice(data)] for c, u in slots]
        if trace:
            source.shuffle(trace)
            cases.append((name(trace), "a machine", trace))
    require(submission, cases)
    twice = [[0, 0, "A", "x"], [1, 2, "A", "x"], [1, 2, "B", "y"]]
    same = [[4, 1, "A", "x"], [4, 1, "A", "x"]]
    require(
        submission,
        [
            ("ValueError", "a trace without events", []),
            ("ValueError", "a unit that does two things in one cycle", twice),
            ("ValueError", "a unit that does the same thing twice in one cycle", same),
        ],
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_any_number(submission):
    asked = {(n, "SIMD", units): (n + units - 1) // units for n in range(30) for units in range(1, 12)}
    asked |= {(n, "SISD", units): n for n in (0, 1, 7, 1000) for units in (1, 4)}
    asked |= {(1_000_003, "SIMD", 16): 62_501, (64, "SIMD", 16): 4}
    wrong = [(3, kind, 2) for kind in ("MISD", "MIMD", "simd", "")]
    wrong += [(n, kind, units) for kind in ("SISD", "SIMD") for n, units in ((-1, 2), (3, 0), (3, -1))]
    judge_cycles(submission, asked | dict.fromkeys(wrong, "ValueError"))


def judge_cycles(submission, asked) -> None:
    answers = call(submission, "cycles", [list(question) for question in asked]).value
    for (question, expected), answer in zip(asked.items(), answers, strict=True):
        wanted = {"raised": "ValueError"} if expected == "ValueError" else {"value": expected}
        if answer != wanted:
            n, kind, units = question
            what = f"Adding two arrays of {n} numbers, {kind or 'no kind'}, {units} units"
            gave = answer.get("value", answer.get("raised"))
            pytest.fail(f"{what}: expected {expected}, got {gave!r}.", pytrace=False)
