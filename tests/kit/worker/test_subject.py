"""Values, modules and sources as the worker handles them, without a process of their own."""

import threading

import pytest

from grader.worker.call import Watch, run_once
from grader.worker.facts import facts
from grader.worker.plain import Unencodable, plain
from grader.worker.protocol import Facts, Stress
from grader.worker.stress import stress
from grader.worker.subject import LoadFailed, Subject, describe


@pytest.fixture
def run(monkeypatch):
    """Run a scenario of a source the way ``call`` does, and put the process back in order."""
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)

    def start(source, scenarios="def go(student): return student.go()", args=()):
        return run_once(Subject(source, "mine.py", scenarios), "go", list(args), Watch())

    return start


def test_plain_copies_plain_data():
    value = {"a": [1, 2.5, "x", None, True, (3, [])]}
    copy = plain(value)
    assert copy == {"a": [1, 2.5, "x", None, True, [3, []]]}
    assert copy["a"] is not value["a"]


class _Liar(dict):
    def __class__(self):
        return dict

    def items(self):
        return [("passed", True)]


@pytest.mark.parametrize("value", [{1}, b"x", object(), {1: 2}, {"a": {(1,): 2}}, _Liar(), 1j, float("inf"), ..., int])
def test_plain_refuses_everything_else(value):
    with pytest.raises(Unencodable):
        plain(value)


def test_plain_stops_at_a_size():
    with pytest.raises(Unencodable, match="more than 50000 values"):
        plain([0] * 60_000)
    with pytest.raises(Unencodable, match="more than 150000 characters"):
        plain(["x" * 80_000, {"y" * 80_000: 1}])


def test_a_metaclass_cannot_rename_a_type():
    class Meta(type):
        @property
        def __name__(cls):
            raise SystemExit

    with pytest.raises(Unencodable, match="a value of type Odd"):
        plain(Meta("Odd", (), {})())


def test_a_run_gets_a_fresh_module(run):
    source = "n = 0\ndef go():\n    global n\n    n += 1\n    return n\n"
    assert run(source) == run(source) == (1, None)


def test_an_exception_is_placed_in_the_students_file(run):
    value, failure = run("def go():\n    return helper()\ndef helper():\n    raise KeyError('a')\n")
    assert value is None
    assert (failure.name, failure.message, failure.file, failure.line) == ("KeyError", "KeyError: 'a'", "mine.py", 4)


def test_a_missing_name_is_placed_in_the_scenario(run):
    _, failure = run("x = 1\n")
    assert (failure.name, failure.file, failure.line) == ("AttributeError", "scenarios.py", 1)


def test_a_scenario_that_is_broken_is_no_students_fault(run):
    with pytest.raises(ZeroDivisionError):
        run("", scenarios="1 / 0")
    with pytest.raises(KeyError):
        run("", scenarios="def other(student): pass")


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("def f(:\n", "syntax", 1),
        ("\n\n1 / 0\n", "import", 3),
        ("import nothing_like_it\n", "import", 1),
        ("raise SystemExit\n", "import", 1),
    ],
)
def test_a_module_that_does_not_load(source, kind, line):
    with pytest.raises(LoadFailed) as caught:
        Subject(source, "mine.py", "").fresh()
    assert (caught.value.kind, caught.value.line) == (kind, line)


def test_describe_survives_hostile_exceptions():
    class Hostile(Exception):
        def __str__(self):
            raise KeyboardInterrupt

    assert "Hostile" in describe(Hostile())


def test_facts_are_names():
    source = """
import threading, time as t
from queue import Queue
class Bank(dict):
    def transfer(self, src, *, dst=None):
        with threading.Lock():
            t.sleep(1)
            self.total()[0].add(2)
async def main(): ...
"""
    (found,) = facts(Subject(source, "mine.py", ""), Facts(request="r"))
    assert found.imports == ["queue.Queue", "threading", "time"]
    assert found.calls == ["add", "self.total", "t.sleep", "threading.Lock"]
    assert found.functions == ["Bank.transfer(self, src, dst)", "main()"]
    assert found.classes == ["Bank(dict)"]


def test_stress_counts_distinct_outcomes(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    subject = Subject("import itertools\n", "mine.py", "seen = []\ndef go(student, n): return n\n")
    *outcomes, searched = stress(subject, Stress(request="r", scenario="go", args=[5], cores=[1, 2], repeats=3))
    assert [(each.value, each.count, each.first) for each in outcomes] == [(5, 6, 1)]
    assert searched.executions == 6
    assert searched.searched.startswith("6 real runs with 1")


def test_stress_stops_at_a_thread_that_stays(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    gate = threading.Event()
    threading.stress_gate = gate
    source = "import threading\ndef go(): threading.Thread(target=threading.stress_gate.wait, name='stays').start()\n"
    try:
        subject = Subject(source, "mine.py", "def go(student): student.go()")
        *outcomes, searched = stress(subject, Stress(request="r", scenario="go", cores=[1], repeats=5))
    finally:
        gate.set()
        del threading.stress_gate
    assert [each.failure.kind for each in outcomes] == ["leak"]
    assert searched.executions == 1
