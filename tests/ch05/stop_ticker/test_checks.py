"""After stop() there is silence, soon, whoever asks for it and when."""

from __future__ import annotations

import pytest

from grader.checks import explore, stress

SILENCE = "When stop() has returned, no tick begins any more and none is under way."
BEGUN = "Ticks come in order, each once: 0, 1, 2, ..., and each ends before the next one begins."
ENDS = "After stop() the thread can be joined."


def silent(value):
    """Between "stopped" and the end of the story nothing begins, and nothing that had begun is still to end."""
    events = value["events"]
    first = next((at for at, (what, _) in enumerate(events) if what == "stopped"), len(events))
    return all(what == "stopped" for what, _ in events[first:])


def in_order(value):
    """begin 0, end 0, begin 1, end 1, ..."""
    ticks = [event for event in value["events"] if event[0] != "stopped"]
    return ticks == [[what, number] for number in range(len(ticks) // 2) for what in ("begin", "end")]


def ended(value):
    """Nobody is left."""
    return value["alive"] is False


@pytest.mark.points(3)
def test_after_stop_there_is_silence(submission):
    outcomes = explore(submission, "stopped", 1, executions=400)
    outcomes.always(silent, SILENCE)
    outcomes.always(in_order, BEGUN)
    outcomes.always(ended, ENDS)
    outcomes.sometimes(lambda v: ["begin", 0] in v["events"], "A ticker that is not stopped in time has ticked.")


@pytest.mark.points(2)
def test_a_stop_does_not_wait_for_the_next_tick(submission):
    outcomes = explore(submission, "timetable", 0, 0, 90, executions=30, timing="fair", steps=60_000)
    outcomes.always(
        lambda v: v["ticks"] == [[0, 0.0], [1, 60.0]], "With period 60 the first ticks are at 0 and 60 seconds."
    )
    outcomes.always(
        lambda v: v["stop"] < 0.1 and v["end"] < 0.1,
        "30 seconds before the next tick stop() returns at once, and the thread ends at once.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_anybody_may_stop_at_any_time(submission):
    two = explore(submission, "stopped", 2, executions=400)
    two.always(silent, f"Two threads call stop(). {SILENCE} That goes for each of the two calls.")
    two.always(ended, ENDS)
    for at, also_outside in ((0, False), (1, False), (0, True)):
        inside = explore(submission, "stopped_inside", at, also_outside, executions=300)
        inside.always(
            lambda v: in_order(v) and ended(v),
            "A tick may stop its own ticker: it comes to its end, as does the thread.",
        )
        inside.always(silent, SILENCE)
        if not also_outside:
            inside.always(
                last_tick(at),
                f"Tick {at} stops its own ticker: it is the last one.",
            )
    early = explore(submission, "stopped_early", executions=400)
    early.always(
        lambda v: v["before"] == 0 and ended(v), "A ticker that was stopped before its start ends without a tick."
    )
    early.always(lambda v: silent(v) and in_order(v), f"stop() is called while start() is under way. {SILENCE}")


def last_tick(number):
    """A predicate: nothing comes after the end of this tick."""
    return lambda value: value["events"][-1] == ["end", number]


@pytest.mark.hidden
@pytest.mark.points(1)
def test_ticks_are_on_time(submission):
    slow = explore(submission, "timetable", 30, 1, 150, executions=20, timing="fair", steps=60_000)
    slow.always(
        lambda v: v["ticks"] == [[number, 60.0 * number] for number in range(3)],
        "A tick takes 1 second: even so they begin 0, 60, 120, ... seconds after the start, without drift.",
    )
    busy = explore(submission, "timetable", 0, 10, 65, executions=20, timing="fair", steps=60_000)
    busy.always(
        lambda v: v["ticks"] == [[0, 0.0], [1, 60.0]] and 4.9 <= v["stop"] <= 5.1 and v["end"] < 0.1,
        "A tick takes 10 seconds and 5 are over: stop() waits for the other 5, and then the thread ends.",
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_errors_and_neighbours(submission):
    for at in (0, 1):
        outcomes = explore(submission, "failing", at, executions=100, timing="fair")
        outcomes.always(
            {"first": None, "own": True, "ticks": list(range(at + 1)), "alive": False},
            f"Tick {at} raises: `error`, None before, is that very exception; the thread ends, and stop() returns.",
        )
    two = explore(submission, "two_tickers", executions=30, timing="fair")
    two.always(True, "A ticker that is stopped does not stop another one.")
    real = stress(submission, "for_real", cores=(2,), repeats=5)
    real.always(
        {"done": ["inside", "outside"], "alive": [False] * 3, "error": "ValueError"},
        "On the real machine, too, a thread ends when it is stopped, from outside, from inside, and by an error.",
    )
