"""The referee points at the moment, waits for the end, and knows six locks by what they do."""

from __future__ import annotations

import random

import pytest

from grader.checks import call, explore

END = ["end", ""]


def play(*words):
    """`play("want A", "enter A")`: a trace, as lists."""
    return [END if word == "end" else word.split() for word in words]


def bad_event(trace):
    """The index of the first event that breaks safety, by a table of what each actor is doing."""
    state = {}
    for index, (kind, actor) in enumerate(trace):
        before = state.get(actor, "outside")
        if kind == "want":
            state[actor] = "wanting"
        elif kind == "enter":
            if before != "wanting" or "inside" in state.values():
                return index
            state[actor] = "inside"
        elif kind == "leave":
            if before != "inside":
                return index
            state[actor] = "outside"
    return None


def all_served(trace):
    """Whether every actor of a safe, complete trace has left whatever it wanted."""
    last = {actor: kind for kind, actor in trace if kind != "end"}
    return all(kind == "leave" for kind in last.values())


def draw_trace(draw: random.Random, *, wrong: float):
    """A trace of three actors; each event is out of order with the probability `wrong`."""
    state, trace = dict.fromkeys("ABC", "outside"), []
    for _ in range(draw.randrange(1, 12)):
        free = "inside" not in state.values()
        actor = draw.choice("ABC")
        kind = {"outside": "want", "wanting": "enter" if free else "", "inside": "leave"}[state[actor]]
        if draw.random() < wrong:
            kind = draw.choice(["enter", "leave"])
        if not kind:
            continue
        state[actor] = {"want": "wanting", "enter": "inside", "leave": "outside"}[kind]
        trace.append([kind, actor])
    return [*trace, END] if draw.random() < 0.7 else trace


def require(submission, monitor, traces, wanted):
    """The monitor says what is wanted of each trace; the first one that is judged wrongly is shown."""
    for trace, right, said in zip(traces, wanted, call(submission, "judged", monitor, traces).value, strict=True):
        if type(said) is not type(right) or said != right:
            lines = "\n".join(f"  {index:2}  {kind} {actor}" for index, (kind, actor) in enumerate(trace))
            pytest.fail(f"{monitor} of\n{lines}\nmust be {right}, and is {said}.", pytrace=False)


@pytest.mark.points(2)
def test_safety_points_at_the_moment(submission):
    """first_violation gives the index of the first event that breaks safety, or None."""
    traces = {
        (): None,
        ("want A", "enter A", "leave A", "want B", "enter B", "leave B", "end"): None,
        ("want A", "want B", "enter A", "enter B", "leave A", "leave B", "end"): 3,
        ("want A", "enter B"): 1,
        ("want A", "enter A", "want B", "leave B", "end"): 3,
        ("want A", "enter A", "leave A", "enter A"): 3,
        ("want A", "want B", "enter B", "end"): None,
        ("leave A", "want A", "enter A", "leave A", "end"): 0,
    }
    require(submission, "first_violation", [play(*each) for each in traces], list(traces.values()))


@pytest.mark.points(1)
def test_liveness_waits_for_the_end(submission):
    """live is True if every want was entered and every enter left; before the end it is a ValueError."""
    traces = {
        ("end",): True,
        ("want A", "enter A", "want B", "leave A", "enter B", "leave B", "end"): True,
        ("want A", "want B", "enter A", "leave A", "end"): False,
        ("want A", "enter A", "end"): False,
        ("want A", "enter A", "leave A"): "ValueError",
        ("want A",): "ValueError",
        (): "ValueError",
    }
    require(submission, "live", [play(*each) for each in traces], list(traces.values()))
    pairs = [(2, 2), (1, 2), (3, 2), (0, 0), (-1, 1), (1000, 1000)]
    call(submission, "finals", pairs).returns(
        [final == expected for final, expected in pairs], f"correct(final, expected) for {pairs}"
    )


@pytest.mark.hidden
@pytest.mark.points(2)
def test_safety_of_many_traces(submission):
    """first_violation is right for traces of three actors, whole and cut off."""
    draw = random.Random("ch02/property_monitors/safety")
    traces = [draw_trace(draw, wrong=draw.choice([0.0, 0.1, 0.3])) for _ in range(500)]
    require(submission, "first_violation", traces, [bad_event(trace) for trace in traces])


@pytest.mark.hidden
@pytest.mark.points(2)
def test_liveness_of_many_traces(submission):
    """live is right for safe traces of three actors, whole and cut off."""
    draw = random.Random("ch02/property_monitors/liveness")
    traces = [draw_trace(draw, wrong=0.0) for _ in range(500)]
    wanted = [all_served(trace) if trace[-1:] == [END] else "ValueError" for trace in traces]
    require(submission, "live", traces, wanted)


def judged_rightly(value):
    """Whether the monitors say of this execution what its trace says."""
    bad, done = bad_event(value["trace"]), {"value": all_served(value["trace"])}
    return (
        value["violation"] == value["violation before"] == bad
        and (bad is not None or value["live"] == done)
        and value["live before"] == {"raised": "ValueError"}
        and value["correct"] is (value["total"] == 2)
    )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_six_locks_are_told_apart(submission):
    shows = {
        "plain": None,
        "waiting": None,
        "check then set": ("unsafe", lambda v: v["violation"] is not None),
        "one gets nothing": ("not live", lambda v: v["violation"] is None and v["live"] == {"value": False}),
        "never given back": ("not live", lambda v: v["violation"] is None and v["live"] == {"value": False}),
        "wrong sum": ("not correct", lambda v: v["violation"] is None and v["correct"] is False),
    }
    for name, found in shows.items():
        outcomes = explore(submission, "watched", name, executions=120, timing="fair")
        outcomes.always(
            judged_rightly,
            f"Two actors, a lock ({name}): the monitors say what the trace of the run, and its sum, say.",
        )
        if found is None:
            outcomes.always(
                lambda v: v["violation"] is None and v["live"] == {"value": True} and v["correct"] is True,
                f"A good lock ({name}) is found safe, live and correct in every run.",
            )
        else:
            outcomes.sometimes(found[1], f"There is a run in which the lock ({name}) is found {found[0]}.")
