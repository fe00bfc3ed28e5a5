"""What was accepted is in the file, whoever closes the log, or nobody; and nobody waits for the disk."""

from __future__ import annotations

import pytest

from grader.checks import call, explore, source_facts

PROMPT = 5.0  # seconds; what is judged is whether the program ends by itself, not how fast the machine is


def judge(outcome, lines, code, errors=0):
    """The requirements on one program, in the order in which they are worth reading."""
    assert not outcome["waited"], f"log() returns at once, however slow the disk is; here {outcome['waited']}"
    last = " ".join(outcome["errors"])
    assert outcome["seconds"] >= 0, f"A program that logs comes to its last line; it did not: {last}"
    ends = outcome["code"] is not None and outcome["seconds"] < PROMPT
    assert ends, "If nobody calls close(), the program ends at once after its last line; it did not end"
    assert outcome["code"] == code, f"The exit code is the program's own, {code}; it was {outcome['code']}: {last}"
    expected = [f"line {number} " for number in range(lines)]
    whole = outcome["lines"] == expected and not outcome["rest"]
    found = len(outcome["lines"])
    assert whole, f"When the program has ended, its {lines} lines are in the file, in order; {found} lines are there"
    assert len(outcome["errors"]) <= errors, f"The end of the program is silent; on stderr: {last}"


@pytest.mark.points(3)
def test_a_program_that_ends_has_lost_no_line(submission):
    outcomes = call(submission, "programs", 150, ["end"]).value
    judge(outcomes["end"], 150, 0)


@pytest.mark.points(2)
def test_one_thread_logs_and_closes(submission):
    ready_made = any(name.partition(".")[0] == "logging" for name in source_facts(submission).imports)
    assert not ready_made, "The writer is made without the module `logging`."
    seen = call(submission, "one_thread")
    seen.returns(
        lambda v: v["found"] == ["first\n", "\n", "\u00fcber\n"],
        "After close() the accepted lines are in the file, in order, each with a newline; other threads need not help.",
    )
    fine, bad = {"value": None}, {"raised": "ValueError"}
    seen.returns(
        lambda v: v["answers"] == [fine, bad, fine, fine, bad, fine, fine, {"raised": "RuntimeError"}],
        "A line with a newline in it is a ValueError, a second close() is nothing, log() after it a RuntimeError.",
    )
    seen.returns(
        lambda v: v["later"] == [*v["found"], "second log\n"], "A second LogWriter adds to what is in the file."
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_every_way_to_end_is_an_end(submission):
    outcomes = call(submission, "programs", 30, ["sys.exit(3)", "exception", "idle", "close", "a thread goes on"]).value
    judge(outcomes["sys.exit(3)"], 30, 3)
    judge(outcomes["exception"], 30, 1, errors=3)
    assert "KeyError" in outcomes["exception"]["errors"][-1], "The last thing on stderr is the program's own exception."
    judge(outcomes["idle"], 0, 0)
    judge(outcomes["close"], 30, 0)
    late = outcomes["a thread goes on"]
    refused = "RuntimeError" in " ".join(late["errors"])
    assert not refused, (
        "The main thread has come to its end, and another thread goes on: nobody has called close(), so it can log; "
        f"log() raised {late['errors'][-1]}"
    )
    judge(late, 33, 0)


@pytest.mark.hidden
@pytest.mark.points(3)
def test_accepting_and_closing_exclude_each_other(submission):
    for plan, closers in (([["a0", "a1"]], 1), ([["a0"], ["b0"]], 1), ([["a0"]], 2)):
        outcomes = explore(submission, "closing", plan, closers, executions=120)
        outcomes.always(lambda v: v["late"] == "RuntimeError", "After close() log() is a RuntimeError.")
        outcomes.always(
            lambda v: all(name == "RuntimeError" for _, name in v["refused"]),
            "log() beside close() accepts its line, or raises the RuntimeError.",
        )
        outcomes.always(
            accounted_for(plan), "Every accepted line is in the file, once, and no refused one; each thread's in order."
        )
        outcomes.always(
            lambda v: all(seen == v["found"] for seen in v["seen"]),
            "When close() returns, whoever called it, all accepted lines are in the file, and no line comes later.",
        )


def accounted_for(plan):
    """A predicate: the file has the lines of each logger up to the first refused one, in the logger's order."""

    def holds(value):
        refused, found = [line for line, _ in value["refused"]], value["found"]
        total = 0
        for lines in plan:
            kept = [line for line in lines if line not in refused]
            total += len(kept)
            if kept != lines[: len(kept)] or [f"{line}\n" for line in kept] != [x for x in found if x.strip() in lines]:
                return False
        return len(found) == total

    return holds
