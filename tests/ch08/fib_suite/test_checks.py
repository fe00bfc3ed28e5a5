"""The tests of the student are run on right and on wrong versions of fibonacci: green for those, red for these."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.checks import call

VERSIONS = {path.stem: path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("versions/*/*.py")}
OF_THE_TUTORIAL = {
    "starts_at_one": "it starts with 1, 1",
    "returns_in_the_loop": "it returns inside its loop",
}
WRONG_FOR_BOTH = OF_THE_TUTORIAL | {
    "one_round_too_few": "its loop makes one round too few",
    "negative_is_zero": "it returns 0 for negative numbers",
}
WRONG = WRONG_FOR_BOTH | {
    "takes_floats": "it accepts 2.0",
    "wrong_exception": "it raises ValueError where TypeError is meant",
    "recursive": "it calls itself twice in each call, and takes for ever",
    "floats_above_90": "it computes with floats if n is large",
}
RIGHT = ("steps", "remembering", "matrix", "doubling")


def fail(sentence, *details):
    pytest.fail("\n".join([sentence, *(f"  {each}" for each in details)]), pytrace=False)


def texts(names):
    return [VERSIONS[name] for name in names]


def require_green_suite(submission, names, orders):
    runs = call(submission, "suites", texts(names), orders).value
    for number, run in enumerate(runs):
        if run["ran"] < 1:
            fail("The class that make_case returns has no test.")
        if run["red"]:
            how = {"alone": " when each test is run alone", "backwards": " when they are run backwards"}
            order = how.get(orders[number % len(orders)], "")
            fail(f"A right fibonacci, and the suite is red{order}:", *run["red"][:3])


def require_green_doc(submission, names):
    for seen in call(submission, "docs", texts(names)).value:
        if seen["failed"]:
            fail("A right fibonacci, and an example of DOC fails:", *"".join(seen["said"]).splitlines()[:14])
        if seen["examples"] < 3:
            fail(f"DOC has three examples or more; it has {seen['examples']}.")
        if not seen["error"]:
            fail("One example of DOC shows that there is a ValueError for n < 0; none does.")


@pytest.mark.points(1)
def test_green_for_a_right_version(submission):
    """Suite and DOC pass when fibonacci is right."""
    require_green_suite(submission, ["steps"], ["forwards"])
    require_green_doc(submission, ["steps"])


def require_red(submission, suite, doc):
    for scenario, wrong in ("suites", suite), ("docs", doc):
        for why, seen in zip(wrong.values(), call(submission, scenario, texts(wrong)).value, strict=True):
            if not (seen["red"] if scenario == "suites" else seen["failed"]):
                what = "the suite is green" if scenario == "suites" else "all examples of DOC pass"
                fail(f"A wrong fibonacci ({why}), and {what}.")


@pytest.mark.points(1)
def test_red_for_the_versions_of_the_tutorial(submission):
    """A fibonacci that starts with 1, 1 is found by the suite and by DOC, and so is one that returns in its loop."""
    require_red(submission, OF_THE_TUTORIAL, OF_THE_TUTORIAL)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_red_for_every_wrong_version(submission):
    """The suite finds all that a version can get wrong; DOC finds what its examples can show."""
    require_red(submission, WRONG, WRONG_FOR_BOTH)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_green_for_every_right_version(submission):
    """Right versions differ in what is not promised. Tests pass in any order, and alone."""
    require_green_suite(submission, RIGHT, ["forwards", "backwards", "alone"])
    require_green_doc(submission, RIGHT)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_each_test_has_a_log_that_goes(submission):
    """While a test runs, its log is there; after it, green or red, it is gone."""
    seen = call(submission, "logs", texts(["steps", "starts_at_one", "recursive"])).value
    if not any(log["seen"] for log in seen["logs"]):
        fail("While a test calls fibonacci, self.log is the path of its log; there is none.")
    for log in seen["logs"]:
        if log["seen"] and not any(log["there"]):
            fail(f"While {log['test']} calls fibonacci, there is no file at self.log.")
        if log["left"]:
            fail(f"{log['test']} is over, green or red, and its log is still there.")
    if seen["left"]:
        fail(f"All tests are over, and temporary files are left behind: {seen['left']}.")
