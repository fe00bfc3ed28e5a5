"""The public benchmark, small: every bug is found by the default search, and no fixed program raises an alarm."""

from __future__ import annotations

import pytest

from grader.interleave import collect_trace, explore
from tests.bench.sctbench.catalogue import SUBJECTS, Subject
from tests.bench.sctbench.table import cell, close, mean, no_worse

#: Hundreds of executions of a hundred tasks take too long here; `make bench ARGS=sctbench` has them.
SMALL = [subject for subject in SUBJECTS if subject.name != "twostage_100"]
#: The deepest ones need more than the rest.
BUDGETS = {"twostage_20": 1_500, "interlocked_queue_with_state": 1_000}


def name(subject: Subject) -> str:
    return subject.name


@pytest.mark.parametrize("subject", SMALL, ids=name)
@pytest.mark.parametrize("seed", [1, 2])
def test_the_bug_is_found(subject: Subject, seed: int) -> None:
    program = subject.program("buggy")
    found = explore(program, executions=BUDGETS.get(subject.name, 400), seed=seed).failure
    assert found is not None
    assert found.failure is not None
    kind = "deadlock" if subject.file in {"carter01", "deadlock01", "din_phil"} else "assertion"
    assert found.failure.kind == ("exception" if subject.file == "stringbuffer" else kind)
    assert collect_trace(program, found.token).failure is not None


@pytest.mark.parametrize("subject", SMALL, ids=name)
def test_the_fixed_program_raises_no_alarm(subject: Subject) -> None:
    result = explore(subject.program("fixed"), executions=300)
    assert result.failure is None


def test_the_tables_own_arithmetic() -> None:
    assert mean([1, None, 3]) == 2
    assert cell([1, None, 3]) == "2 (2)"
    assert cell([None]) == "- (0)"
    assert no_worse([2, 2], [[2, 3], [9, 9]])
    assert not no_worse([2, 3], [[2, 2], [9, 9]])
    assert not no_worse([1, None], [[90, 90]])
    assert close([5, 6], (6, None, 10))
    assert not close([5, None], (6, 7, 8))
