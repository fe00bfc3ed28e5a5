"""A failing execution as a student sees it: the printed text, and whether what it says is true."""

from __future__ import annotations

import ast
import json
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.interleave import Outcome, Program, Trace, collect_trace, explore, render_text
from grader.interleave.trace.condense import MOST, condense
from grader.interleave.trace.values import UNKNOWN, attribute, item, short

PROGRAMS = Path(__file__).parent / "programs"
FAILING = sorted(p.relative_to(PROGRAMS).with_suffix("").as_posix() for p in (PROGRAMS / "fail").rglob("*.py"))
#: No failure is found in these: see test_programs.
FAILING.remove("fail/polling/gives_up")


def failing(program: Program, **options: Any) -> Outcome:
    found = explore(program, **{"executions": 3000, "steps": 5000, **options}).failure
    assert found is not None
    return found


def load(name: str) -> Program:
    return Program((PROGRAMS / f"{name}.py").read_text(), f"{name.rpartition('/')[2]}.py")


def trace_of(name: str) -> Trace:
    program = load(name)
    return collect_trace(program, failing(program).token, steps=5000)


# ---------------------------------------------------------------- as printed

PRINTED = {
    "counter": "fail/data/lost_update",
    "dictionary": "fail/data/dict_counter",
    "deadlock": "fail/lock/opposite_order_with",
    "pool": "fail/executor/shared_counter",
    "condition": "fail/condition/if_around_wait",
    "queue": "fail/queue/empty_then_get",
    "livelock": "fail/lock/livelock_polite",
    "sleep": "fail/thread/sleep_as_fix",
}


@pytest.mark.parametrize("name", PRINTED)
def test_the_table_at_80_columns(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"{name}.txt", render_text(trace_of(PRINTED[name])) + "\n")


def test_five_tasks_at_40_columns_are_a_list(golden: Callable[[str, str], None]) -> None:
    golden("five_tasks.txt", render_text(trace_of("fail/condition/one_condition_for_two_predicates"), 40) + "\n")


def test_ascii_only(golden: Callable[[str, str], None]) -> None:
    text = render_text(trace_of("fail/data/lost_update"), ascii_only=True)
    assert text.isascii()
    golden("ascii.txt", text + "\n")


@pytest.mark.parametrize("name", FAILING)
def test_every_trace_fits_its_width_and_one_screen(name: str) -> None:
    trace = trace_of(name)
    assert len(trace.rows) <= MOST
    for width in (80, 40, 120):
        for line in render_text(trace, width).splitlines():
            assert len(line) <= width


@pytest.mark.parametrize("name", FAILING)
def test_every_trace_is_plain_data_about_lines_that_are_there(name: str) -> None:
    trace = trace_of(name)
    lines = load(name).source.splitlines()
    assert Trace.from_json(json.loads(json.dumps(trace.to_json()))) == trace
    for row in trace.rows:
        if row["task"]:
            assert row["task"] in trace.tasks
            # Line 0: inside the library, on no line of the program (`Thread(target=barrier.wait)`).
            assert row["source"] == (lines[row["line"] - 1].strip() if row["line"] else "")
            assert row["text"]
        else:
            assert row["text"].startswith("...")
    assert sum(row["switch"] for row in trace.rows) <= 40


def test_a_program_without_visible_steps_says_so() -> None:
    program = Program("def main(): 1 / 0", "p.py")
    trace = collect_trace(program, failing(program).token)
    assert "raises ZeroDivisionError" in render_text(trace)
    assert render_text(Trace([], [], None)) == "(no visible step on a line of the program)"


# ---------------------------------------------------------------- what it says is true

START = """
import threading
def run(*bodies):
    tasks = [threading.Thread(target=body, name=f"T{i}") for i, body in enumerate(bodies)]
    for task in tasks: task.start()
    for task in tasks: task.join()
"""


def said(body: str, task: str | None = None) -> list[str]:
    """All that the trace of the first failure says, one text an event."""
    program = Program(START + body, "p.py")
    trace = collect_trace(program, failing(program).token)
    rows = [row for row in trace.rows if task is None or row["task"] == task]
    return [text for row in rows for text in row["text"].split("; ")]


@pytest.mark.parametrize(
    ("setup", "read", "write", "texts"),
    [
        ("class A: n = 5\na = A()", "t = a.n", "a.n = 6", ("reads n: 5", "writes n: 6")),
        ("class A: n = 5", "t = A.n", "A.n = 6", ("reads n: 5", "writes n: 6")),
        ("class A:\n  __slots__ = 'n'\na = A()\na.n = 'x'", "t = a.n", "a.n = 'y'", ("reads n: 'x'", "writes n: 'y'")),
        ("n = [1, 2]", "t = n", "n = None", ("reads n: [1, 2]", "writes n: None")),
        ("d = {'k': 1}", "t = d['k']", "d['k'] = 2", ("reads d['k']: 1", "writes d['k']: 2")),
        ("d = {'k': 1}\nk = 'k'", "t = d[k]", "d[k] = 2", ("reads d[k]: 1", "writes d[k]: 2")),
        ("x = [[7], 8]", "t = x[0]", "x[0] = 9", ("reads x[0]: [7]", "writes x[0]: 9")),
    ],
)
def test_values_read_and_written_are_right(setup: str, read: str, write: str, texts: tuple[str, str]) -> None:
    body = f"""
{setup}
def work():
    global n
    {read}
    {write}
    assert False
def main():
    run(work)
"""
    assert [text for text in said(body, "T0") if not text.startswith("is switched")][:2] == list(texts)


def test_both_values_of_an_augmented_assignment_are_right() -> None:
    body = "n = 0\ndef work():\n    global n\n    n += 1\ndef main():\n    run(work, work)\n    assert n == 2\n"
    assert said(body, "T0") == ["reads n: 0", "is switched off before writing n", "writes n: 1"]
    assert said(body, "T1") == ["reads n: 0", "writes n: 1"]


def test_containers_and_labels() -> None:
    body = """
from grader.interleave.world.scene import checkpoint
items = []
def work():
    checkpoint("half way")
    if not items:
        items.append(3)
    if items:
        assert False
def main():
    run(work)
"""
    found = said(body, "T0")
    assert found[:3] == ["half way", "looks at items: []", "does items.append(3)"]
    assert found[3:] == ["looks at items: [3]", "raises AssertionError"]


NOSY = """
calls = []
class Odd:
    seen = 0
    def note(self, what):
        Odd.seen += 1
        calls.append(what)
    def __repr__(self): self.note("repr"); return "odd"
    def __str__(self): self.note("str"); return "odd"
    def __len__(self): self.note("len"); return 0
    def __eq__(self, other): self.note("eq"); return self is other
    def __hash__(self): self.note("hash"); return 1
    def __lt__(self, other): self.note("lt"); return True
    def __getattr__(self, name): self.note(name); raise AttributeError(name)
    @property
    def value(self): self.note("value"); return 1
    @value.setter
    def value(self, new): self.note("set")
class Box: pass
box = Box()
box.x = Odd()
box.all = [Odd(), {1: Odd()}, (Odd(),)]
def work():
    t = box.x
    box.x = t
    u = box.all
    box.all = u
    t.value = t.value
    box.names = {t: 1}
    v = box.names
def main():
    calls.clear()
    run(work, work)
    assert not calls, calls
"""


def test_no_code_of_the_program_runs_to_show_its_values() -> None:
    """Points in such code would be decisions that the schedule does not know; counting it would change the run."""
    program = Program(START + NOSY, "p.py")
    texts: list[str] = []
    for found in explore(program, executions=60, stop_at_failure=False).outcomes:
        trace = collect_trace(program, found.token)
        assert found.failure is not None
        assert trace.failure == found.failure.to_json()
        assert set(ast.literal_eval(found.failure.message)) == {"value", "set", "hash"}
        texts += [text for row in trace.rows for text in row["text"].split("; ")]
    assert {"reads x: a Odd", "reads all: [a Odd, {1: a Odd}, (a Odd,)]"} <= set(texts)


@pytest.mark.parametrize("strategy", ["random_walk", "pct", "portfolio"])
@pytest.mark.parametrize("name", ["pass/executor/as_completed", "pass/condition/bounded_buffer", "pass/event/polling"])
def test_recording_changes_no_decision(name: str, strategy: str) -> None:
    """A trace is collected under strict replay: another decision, or one more, would be a divergence."""
    program = load(name)
    for seed in range(10):
        outcome = explore(program, strategy=strategy, executions=1, seed=seed).outcomes[0]
        assert collect_trace(program, outcome.token).failure is None


def test_the_switch_that_decides_is_marked_with_the_builds_that_make_it() -> None:
    switches = [row for row in trace_of("fail/data/lost_update").rows if row["switch"]]
    assert [(row["builds"], row["line"]) for row in switches] == [("free-threaded", 11)]
    switches = [row for row in trace_of("fail/data/read_call_write").rows if row["switch"]]
    assert [row["builds"] for row in switches] == ["default"]


def test_a_deadlock_ends_with_all_who_wait() -> None:
    trace = trace_of("fail/lock/philosophers")
    waiting = {row["task"] for row in trace.rows if row["text"].split("; ")[-1].startswith("waits")}
    assert waiting == {"MainThread", "Thread-1 (eat)", "Thread-2 (eat)", "Thread-3 (eat)"}


def test_what_dying_tasks_do_is_not_shown() -> None:
    body = """
lock = threading.Lock()
def work():
    try:
        lock.acquire()
        lock.acquire()
    finally:
        x = lock.locked()
        print("dying")
def main():
    run(work)
"""
    program = Program(START + body, "p.py")
    trace = collect_trace(program, failing(program).token)
    assert trace.output == ""
    assert all(row["line"] < 13 for row in trace.rows)


# ---------------------------------------------------------------- many rows


def events(number: int, switch_at: set[int]) -> list[tuple[str, int, str, str, bool, str]]:
    return [(f"T{i % 2}", i + 1, f"line {i + 1}", f"does {i}", i in switch_at, "default") for i in range(number)]


@pytest.mark.parametrize("number", [1, 39, 40, 41, 100, 5000])
def test_of_many_rows_the_ends_and_the_switches_stay(number: int) -> None:
    switch_at = {number // 3, number // 2}
    rows = condense(events(number, switch_at))
    assert len(rows) <= MOST
    shown = {row["line"] - 1 for row in rows if row["task"]}
    assert {0, number - 1} | {i for i in switch_at if i < number} <= shown
    lines = [row["line"] for row in rows if row["task"]]
    assert lines == sorted(lines)
    left_out = sum(int(row["text"].split()[1]) for row in rows if not row["task"])
    assert left_out + len(lines) == number


def test_with_more_switches_than_rows_the_last_ones_stay() -> None:
    rows = condense(events(1000, set(range(1000))))
    assert len(rows) <= MOST
    assert rows[-1]["line"] == 1000


def test_one_line_is_one_row_until_it_is_left() -> None:
    rows = condense(
        [
            ("A", 1, "x += 1", "reads x: 0", False, "default"),
            ("A", 1, "x += 1", "is switched off", True, "free-threaded"),
            ("B", 1, "x += 1", "reads x: 0", False, "default"),
            ("B", 1, "x += 1", "writes x: 1", False, "default"),
            ("A", 1, "x += 1", "writes x: 1", False, "default"),
        ]
    )
    assert [(r["task"], r["text"], r["switch"]) for r in rows] == [
        ("A", "reads x: 0; is switched off", True),
        ("B", "reads x: 0; writes x: 1", False),
        ("A", "writes x: 1", False),
    ]
    assert rows[0]["builds"] == "free-threaded"


@pytest.mark.parametrize("cut", range(4))
def test_an_endless_execution_shows_its_last_rounds(cut: int) -> None:
    round_ = [("A", 1, "a", "takes", False, "default"), ("B", 2, "b", "takes", False, "default")]
    round_ += [("A", 3, "c", "gives", False, "default"), ("B", 4, "d", "gives", False, "default")]
    rows = condense((round_ * 300)[: 1200 - cut], endless=True)
    assert len(rows) <= MOST
    assert rows[-1]["text"] == "... and so on, without end"
    last = [row["line"] for row in rows[-9:-1]]
    assert last[:4] == last[4:]
    assert sorted(last[:4]) == [1, 2, 3, 4]


def test_of_a_very_long_execution_the_end_is_kept() -> None:
    body = """
n = 0
def work():
    global n
    for i in range(4000):
        n += 1
    assert False, "the end"
def main(): run(work)
"""
    program = Program(START + body, "p.py")
    trace = collect_trace(program, failing(program, steps=50_000).token, steps=50_000)
    assert "raises AssertionError" in trace.rows[-1]["text"]
    assert len(trace.rows) <= MOST
    assert any("4000" in row["text"] for row in trace.rows)


# ---------------------------------------------------------------- values


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1, "1"),
        (True, "True"),
        (None, "None"),
        (1.5, "1.5"),
        ("a'b", '"a\'b"'),
        ("x" * 30, "'" + "x" * 21 + "'..."),
        (10**60, "a number of 200 bits"),
        ([], "[]"),
        ((), "()"),
        ((1,), "(1,)"),
        ((1, 2), "(1, 2)"),
        ({}, "{}"),
        (set(), "set()"),
        ({1}, "{1}"),
        (deque([1]), "[1]"),
        (defaultdict(int, a=1), "{'a': 1}"),
        (Counter("aa"), "{'a': 2}"),
        (OrderedDict(a=1), "{'a': 1}"),
        ([1, 2, 3, 4, 5], "[1, 2, 3, 4, ...]"),
        ([[[[1]]]], "[[[...]]]"),
        (object(), "a object"),
        (type("Mine", (list,), {})([1]), "a Mine"),
        (int, "a type"),
    ],
)
def test_short_values(value: object, text: str) -> None:
    assert short(value) == text


def test_values_that_hold_themselves_end() -> None:
    loop: list[Any] = []
    loop.append(loop)
    assert short(loop) == "[[[...]]]"


def test_attributes_and_items_are_looked_up_without_code() -> None:
    class Odd:
        kept = 3

        def __init__(self) -> None:
            self.own = 1

        @property
        def risky(self) -> int:
            raise AssertionError

        def __getattr__(self, name: str) -> int:
            raise AssertionError

    odd = Odd()
    assert attribute(odd, "own") == 1
    assert attribute(odd, "kept") == 3
    assert attribute(odd, "risky") is UNKNOWN
    assert attribute(odd, "missing") is UNKNOWN
    assert attribute(Odd, "kept") == 3
    assert item({"a": 1}, "a") == 1
    assert item({"a": 1}, "b") is UNKNOWN
    assert item([1, 2], -1) == 2
    assert item([1, 2], 5) is UNKNOWN
    assert item([1, 2], True) in {2, UNKNOWN}
    assert item(odd, "own") is UNKNOWN
    assert item({odd: 1}, odd) is UNKNOWN
