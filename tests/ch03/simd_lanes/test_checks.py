"""The right numbers with as few instructions as can be, and none that Python has read."""

from __future__ import annotations

import random

import pytest

from grader.checks import CheckFailed, call

#: Names that hide a loop over the elements.
LOOPS = {"map", "starmap", "vectorize", "frompyfunc", "fromiter", "apply_along_axis"}
MISSING = (
    "NumPy is not installed in this environment, so add_numpy cannot be judged. Run `make check` again (it installs "
    "the packages of the course), or install it yourself: pip install numpy."
)


def ceil(n: int, lanes: int) -> int:
    return -(-n // lanes)


def judge(cases, answers, expected, what, most, exact) -> None:
    for case, seen in zip(cases, answers, strict=True):
        lanes, a = case[0], case[1]
        where = f"{what}, {len(a)} numbers on {lanes} lanes"
        if "raised" in seen:
            pytest.fail(f"{where}: {seen['raised']}: {seen['text']}", pytrace=False)
        if seen["value"] != expected(case):
            pytest.fail(f"{where}: expected {expected(case)}, got {seen['value']}.", pytrace=False)
        limit, used = most * ceil(len(a), lanes), seen["instructions"]
        if used > limit or (exact and used != limit):
            rule = f"takes {limit}" if exact else f"takes at most {limit}"
            pytest.fail(f"{where}: that {rule} instruction(s); here: {used}.", pytrace=False)
        if not seen["unchanged"]:
            pytest.fail(f"{where}: the list that was handed over has been changed.", pytrace=False)


def adds(submission, cases) -> None:
    answers = call(submission, "add", cases).value
    judge(cases, answers, lambda c: [x + y for x, y in zip(c[1], c[2], strict=True)], "add_arrays", 1, exact=True)


def clamps(submission, cases) -> None:
    answers = call(submission, "clamp", cases).value
    judge(cases, answers, lambda c: [min(x, c[2]) for x in c[1]], "clamp", 2, exact=False)


def numpy_or_not(submission) -> None:
    """Without NumPy nothing can be said: that is nobody's fault, and no pass."""
    if call(submission, "numpy_is_there").value is not True:
        raise CheckFailed("grader_error", MISSING)


@pytest.mark.points(2)
def test_add_three_and_six(submission):
    adds(submission, [[3, [5, 15, 20], [15, 25, 10]], [3, [5, 15, 20, 1, 2, 3], [15, 25, 10, 1, 1, 1]]])
    adds(submission, [[3, [5, 15, 20, 7], [15, 25, 10, 8]]])


@pytest.mark.points(1)
def test_clamp_three_and_six(submission):
    clamps(submission, [[3, [5, 15, 20], 10], [3, [5, 15, 20, 10, 11, -3], 10], [3, [9, 12], 10]])


@pytest.mark.points(1)
def test_numpy_adds_without_a_loop(submission):
    numpy_or_not(submission)
    cases = [
        [[5, 15, 20], [15, 25, 10], "int64"],
        [[], [], "int64"],
        [[0.5, -1.0], [0.25, 1.0], "float64"],
        [[2], [3], "int64"],
    ]
    answers = call(submission, "numpy_sums", cases).value
    for (a, b, _), seen in zip(cases, answers, strict=True):
        expected = [x + y for x, y in zip(a, b, strict=True)]
        if seen != {"value": expected, "new": True, "unchanged": True}:
            pytest.fail(f"add_numpy of {a} and {b}: expected a new array {expected}, got {seen}.", pytrace=False)
    run = call(submission, "numpy_steps", [10, 2000]).value
    if run["more"][0] >= 1990:
        pytest.fail(
            f"add_numpy without a loop: for 10 numbers it ran {run['steps'][0]} steps of Python, for 2,000 numbers "
            f"{run['steps'][1]}. A loop runs in Python, once for each number.",
            pytrace=False,
        )
    hidden = sorted(LOOPS & set(run["names"]))
    if hidden:
        pytest.fail(f"add_numpy without a loop: {', '.join(hidden)} is one, too.", pytrace=False)


@pytest.mark.hidden
@pytest.mark.points(3)
def test_any_length_on_any_unit(submission):
    source = random.Random(7)
    sizes = [(lanes, n) for lanes in range(1, 9) for n in (*range(2 * lanes + 2), 39, 40)]
    cases = [[lanes, *[[source.randint(-99, 99) for _ in range(n)] for _ in range(2)]] for lanes, n in sizes]
    adds(submission, cases)
    wrong = [[lanes, [1] * n, [2] * m] for lanes in (1, 4) for n, m in ((3, 4), (4, 3), (0, 1), (1, 0), (8, 5))]
    for (lanes, a, b), seen in zip(wrong, call(submission, "add", wrong).value, strict=True):
        if seen.get("raised") != "ValueError":
            what = f"add_arrays, {lanes} lanes, {len(a)} and {len(b)} numbers"
            gave = seen.get("raised", seen.get("value"))
            pytest.fail(f"{what}: that is a ValueError, and here it gives {gave}.", pytrace=False)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_clamp_any_length(submission):
    source = random.Random(8)
    sizes = [(lanes, n) for lanes in range(1, 9) for n in (*range(2 * lanes + 2), 40)]
    clamps(
        submission, [[lanes, [source.randint(-9, 9) for _ in range(n)], source.randint(-6, 6)] for lanes, n in sizes]
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_numpy_does_not_stretch(submission):
    numpy_or_not(submission)
    cases = [[[1, 2, 3], [4], "int64"], [[1], [4, 5], "int64"], [[1, 2], [3, 4, 5], "int64"], [[], [1], "int64"]]
    for (a, b, _), seen in zip(cases, call(submission, "numpy_sums", cases).value, strict=True):
        if seen.get("raised") != "ValueError":
            gave = seen.get("raised", seen.get("value"))
            pytest.fail(f"add_numpy of {a} and {b}: lengths differ, a ValueError; here: {gave}.", pytrace=False)
