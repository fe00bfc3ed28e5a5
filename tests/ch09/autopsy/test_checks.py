"""What a report says, who hears of a death, and what is left of it."""

from __future__ import annotations

from typing import Any

import pytest

from grader.checks import call, explore


def require(found: Any, expected: Any, sentence: str) -> None:
    if found != expected:
        pytest.fail(f"{sentence} Wanted: {expected!r}. Found: {found!r}.", pytrace=False)


@pytest.mark.points(3)
def test_innermost_frame(submission):
    """A report is about the frame in which the exception was raised."""
    seen = call(submission, "frames").value
    deep = {
        "thread": "till",
        "error": "ZeroDivisionError",
        "function": "pay",
        "line": "return total / rate",
        "locals": {"amount": "3", "rate": "0", "total": "6"},
    }
    require(seen["deep"], deep, "shop() calls pay(3, 0), which divides by zero.")
    chained = {
        "thread": "till",
        "error": "KeyError",
        "function": "look_up",
        "line": "raise KeyError(key)",
        "locals": {"key": "7"},
    }
    require(seen["chained"], chained, "A KeyError while a ZeroDivisionError is handled is reported as the KeyError.")
    home = {"thread": "", "error": "LookupError", "function": "at_home", "line": "raise LookupError(number)"}
    require(seen["at home"], home, "Who catches its own exception has gone on since; the line is the one that raised.")


@pytest.mark.points(2)
def test_the_hook_is_put_back(submission):
    """Inside the block the morgue hears of deaths, and nobody else; after it, it is as it was before."""
    seen = call(submission, "hooks").value
    require(seen["inside"], [], "What was heard by the hook that was there before the morgue.")
    require(seen["back"], True, "After the block the hook of before is back.")
    require(seen["after"], ["KeyError"], "What the hook of before hears of when the block is over.")
    require(seen["block"], {"raised": "IndexError"}, "What the block raises goes on.")
    require(seen["back again"], True, "After a block that raised, the hook of before is back, too.")
    require(seen["outer"], [["T0", "ZeroDivisionError", "pay"]] * 2, "What the outer morgue has collected.")
    require(seen["inner"], [["T0", "KeyError", "look_up"]], "What the inner morgue has collected.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_values(submission):
    """Long values, values that cannot be printed, and what cannot be found out."""
    seen = call(submission, "values").value
    wanted = {"long": "'" + "y" * 79, "broken": "<unprintable>", "short": "'x'"}
    require(seen["locals"], wanted, "A repr is cut to 80 characters, and one that raises is '<unprintable>'.")
    wanted = {"thread": "till", "error": "OSError", "function": "f", "line": "", "locals": {"x": "1"}}
    require(seen["no source"], wanted, "Without source the line is ''.")
    wanted = {"thread": "none", "error": "TypeError", "function": "", "line": "", "locals": {}}
    require(seen["not raised"], wanted, "An exception that was never raised has no frame.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_two_die_together(submission):
    """Each death has its report, also when threads die at the same time; they are in the order of death."""
    for count in (2, 3):
        outcomes = explore(submission, "together", count, executions=150)
        outcomes.always(
            lambda v, count=count: (
                v["count"] == count + 1 and v["first"] == [[f"T{number}", str(number)] for number in range(count)]
            ),
            f"{count} threads die at the same time: there is a report of each, with its name and its locals.",
        )
        outcomes.always(
            lambda v: v["last"] == ["late", "ZeroDivisionError", "pay"], "Who dies last is last in reports."
        )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_system_exit_is_no_death(submission):
    seen = call(submission, "leaving").value
    require(seen, {"reports": ["ZeroDivisionError"], "heard": []}, "Two threads call sys.exit, a third divides by 0.")


@pytest.mark.hidden
@pytest.mark.points(1)
def test_nothing_is_kept(submission):
    seen = call(submission, "kept").value
    require(seen["reports"], 1, "One thread has died.")
    require(seen["alive"], False, "An object of the dead thread does not live on because of the report.")
    require("thing" in seen["names"], True, "The report still says what it was.")
