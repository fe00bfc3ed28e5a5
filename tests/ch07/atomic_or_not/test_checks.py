"""Each claim is tried on a model of the snippet: all orders of its steps, or the order that the student wrote.

A step of the model is one bytecode that does its work in C without running Python code, which is what both builds of
CPython 3.11 to 3.14 make one step of. The generator is the snippet whose bytecode does run Python code.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from grader.checks import call, explore
from grader.checks.witness import IllegalStepError, Program, Run, Step, Store, endings, render, replay

NAMES = {"A": "a", "B": "b"}


@dataclass(frozen=True)
class Snippet:
    """What is there before, and the steps of one task: a function of its name and its x."""

    before: Store
    steps: Callable[[str, str], list[tuple[str, Callable[[Store, Store], None]]]]

    def program(self) -> Program:
        tasks = {
            name: [Step(f"{name}{number}", text, do) for number, (text, do) in enumerate(self.steps(name, x), 1)]
            for name, x in NAMES.items()
        }
        return Program(tasks, self.before)


def put(key: str, new: Callable[[object, Store], object]) -> Callable[[Store, Store], None]:
    """A step that replaces the shared object `key` by what `new` makes of it and of the registers."""

    def do(memory: Store, registers: Store) -> None:
        memory[key] = new(memory[key], registers)

    return do


def get(register: str, of: Callable[[Store], object]) -> Callable[[Store, Store], None]:
    """A step that reads into a register."""

    def do(memory: Store, registers: Store) -> None:
        registers[register] = of(memory)

    return do


def tell(key: str, of: Callable[[Store], object]) -> Callable[[Store, Store], None]:
    """A step whose result the task keeps: it counts at the end, so it is noted in memory."""

    def do(memory: Store, registers: Store) -> None:
        memory[key] = of(memory)

    return do


def popped(key: str) -> Callable[[Store, Store], None]:
    def do(memory: Store, registers: Store) -> None:
        *memory["L"], memory[key] = memory["L"]
        memory["L"] = tuple(memory["L"])

    return do


def appended_if_absent(memory: Store, registers: Store) -> None:
    if not registers["there"]:
        memory["L"] += ("z",)


def appending(x: str) -> Callable[[Store, Store], None]:
    return put("L", lambda old, _: (*old, x))


SNIPPETS = {
    "append": Snippet({"L": ()}, lambda t, x: [("L.append(x)", appending(x))]),
    "extend_list": Snippet({"L": ()}, lambda t, x: [("L.extend([x, x])", put("L", lambda old, _: (*old, x, x)))]),
    "extend_generator": Snippet({"L": ()}, lambda t, x: [(f"{n} x goes in", appending(x)) for n in ("1st", "2nd")]),
    "pop": Snippet({"L": (1, 2)}, lambda t, x: [("y = L.pop()", popped(f"{t}'s y"))]),
    "item_read": Snippet({"L": (1, 2)}, lambda t, x: [("y = L[0]", tell(f"{t}'s y", lambda m: m["L"][0]))]),
    "slice_assign": Snippet({"L": (1, 2)}, lambda t, x: [("L[0:2] = ...", put("L", lambda old, _: (x, x, *old[2:])))]),
    "sort_ints": Snippet({"L": (3, 1, 2)}, lambda t, x: [("L.sort()", put("L", lambda old, _: tuple(sorted(old))))]),
    "item_add": Snippet(
        {"L": (0,)},
        lambda t, x: [
            ("read L[0]", get("value", lambda m: m["L"][0])),
            ("store L[0]", put("L", lambda old, r: (r["value"] + 1,))),
        ],
    ),
    "append_then_len": Snippet(
        {"L": ()},
        lambda t, x: [("L.append(x)", appending(x)), ("n = len(L)", tell(f"{t}'s n", lambda m: len(m["L"])))],
    ),
    "test_then_append": Snippet(
        {"L": ()},
        lambda t, x: [
            ('"z" not in L?', get("there", lambda m: "z" in m["L"])),
            ('L.append("z")', appended_if_absent),
        ],
    ),
    "dict_store": Snippet({"D": ()}, lambda t, x: [('D["k"] = x', put("D", lambda old, _: (("k", x),)))]),
    "dict_update": Snippet(
        {"D": ()}, lambda t, x: [("D.update(...)", put("D", lambda old, _: (("left", x), ("right", x))))]
    ),
    "dict_count": Snippet(
        {"D": ()},
        lambda t, x: [
            ('D.get("k", 0)', get("value", lambda m: dict(m["D"]).get("k", 0))),
            ('D["k"] = ...', put("D", lambda old, r: (("k", r["value"] + 1),))),
        ],
    ),
}


def sound_ends(program: Program) -> list[Store]:
    """What is there when A runs first, and when B does."""
    first = replay(program, [])
    second = replay(program, ["B"] * len(program.tasks["B"]))
    return [first.memory, second.memory]


def can_be_torn(snippet: Snippet) -> bool:
    sound = sound_ends(snippet.program())
    return any(end not in sound for end in endings(snippet.program()))


def fail(sentence: str, run: Run | None = None) -> None:
    table = "" if run is None else f"\n\n{render(run, ['A', 'B'])}"
    pytest.fail(sentence + table, pytrace=False)


def judge(name: str, claims: dict) -> None:
    """One claim of the student: found out by trying all orders, or by replaying the one that was written."""
    snippet = SNIPPETS[name]
    program = snippet.program()
    claim = claims["atomic"].get(name)
    if claim is True and can_be_torn(snippet):
        fail(f"ATOMIC says that {name} cannot be torn, but some order of its steps does it.")
    if claim is False:
        schedule = claims["witness"].get(name)
        if schedule is None:
            fail(f"ATOMIC says that {name} can be torn, but WITNESS has no order of steps for it.")
        try:
            run = replay(program, schedule)
        except IllegalStepError as illegal:
            fail(f"The WITNESS of {name} cannot be played: {illegal}.")
        if run.memory in sound_ends(program):
            fail(f"The WITNESS of {name} ends as if one task had run after the other:", run)
    if claim is not True and claim is not False:
        fail(f"ATOMIC says {claim!r} about {name}: True or False is wanted.")


@pytest.mark.points(3)
def test_snippets_that_are_one_step(submission):
    """Eight of the snippets cannot be torn, and ATOMIC says so."""
    claims = call(submission, "claims").value
    for name, snippet in SNIPPETS.items():
        if not can_be_torn(snippet):
            judge(name, claims)


@pytest.mark.points(3)
def test_snippets_that_can_be_torn(submission):
    """The other five can be torn, and WITNESS shows how."""
    claims = call(submission, "claims").value
    for name, snippet in SNIPPETS.items():
        if can_be_torn(snippet):
            judge(name, claims)


class SequentialRoster:
    """The roster without threads."""

    def __init__(self):
        self.taken = ()

    def key(self):
        return self.taken

    def register(self, name):
        if name in self.taken:
            return -1
        self.taken += (name,)
        return len(self.taken)

    def names(self):
        return list(self.taken)


def as_if_in_turn(submission, *tasks, executions=150):
    outcomes = explore(submission, "desks", tasks, executions=executions)
    outcomes.linearizable(
        SequentialRoster, "Numbers and names are as if the names had been registered one after the other."
    )


@pytest.mark.points(1)
def test_two_names_two_numbers(submission):
    as_if_in_turn(submission, [["register", "ann"]], [["register", "bob"]])


@pytest.mark.hidden
@pytest.mark.points(2)
def test_three_desks(submission):
    as_if_in_turn(submission, [["register", "ann"]], [["register", "ann"]], [["register", "ann"], ["names"]])
    as_if_in_turn(submission, [["register", "ann"], ["register", "bob"]], [["register", "bob"]], [["names"]])
    as_if_in_turn(submission, [["register", "ann"]], [["register", "bob"]], [["register", "cy"], ["names"]])


@pytest.mark.hidden
@pytest.mark.points(1)
def test_the_list_of_names_is_a_new_one(submission):
    outcomes = explore(submission, "own_list", executions=5)
    outcomes.always(
        {"numbers": [1, 2, -1], "names": ["ann", "bob"], "next": 3},
        "Who changes the list that names() returned does not change the roster.",
    )
