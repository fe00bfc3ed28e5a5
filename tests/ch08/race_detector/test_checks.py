"""Traces by hand and five hundred drawn ones, against the transitive closure of happens-before."""

from __future__ import annotations

import random

import pytest

from grader.checks import call


def play(text):
    """`play("main start A; A write x")`: a trace."""
    return [event.split() for event in text.split("; ")]


def closure(trace):
    """`before[j]` is the set of the events that happen before the event j."""
    before = []
    for j, (task, op, target) in enumerate(trace):
        direct = {
            i
            for i, (other, their_op, their_target) in enumerate(trace[:j])
            if other == task
            or (their_op == "release" and op == "acquire" and target == their_target)
            or (their_op == "start" and their_target == task)
            or (op == "join" and target == other)
        }
        before.append(direct.union(*(before[i] for i in direct)))
    return before


def racy(trace):
    """The variables with two accesses of different tasks, one a write, that nothing orders."""
    before = closure(trace)
    return sorted(
        {
            target
            for j, (task, op, target) in enumerate(trace)
            for i, (other, their_op, their_target) in enumerate(trace[:j])
            if {op, their_op} in ({"read", "write"}, {"write"})
            and target == their_target
            and other != task
            and i not in before[j]
        }
    )


def held_at(trace, var):
    """The locks of each access to var."""
    owner, answer = {}, []
    for task, op, target in trace:
        if op == "acquire":
            owner[target] = task
        elif op == "release":
            del owner[target]
        elif op in {"read", "write"} and target == var:
            answer.append(sorted(lock for lock, who in owner.items() if who == task))
    return answer


class Draw:
    """Traces that can be: each event is one that is possible at its place."""

    def __init__(self, seed):
        self.draw = random.Random(seed)

    def trace(self):
        draw = self.draw
        tasks = ["main", *draw.sample(["A", "B", "C", "D"], draw.randrange(1, 5))]
        locks, names = ["m", "n", "x"][: draw.randrange(1, 4)], ["x", "y", "z"][: draw.randrange(1, 4)]
        running, ended, owner, trace = [tasks[0]], set(), {}, []
        waiting = tasks[1:]
        careful = draw.random()
        for _ in range(draw.randrange(4, 34)):
            task = draw.choice(running)
            mine = [lock for lock, who in owner.items() if who == task]
            roll = draw.random()
            free = [lock for lock in locks if lock not in owner]
            if waiting and (len(trace) < 1 or roll < 0.2):
                trace.append([task, "start", waiting[0]])
                running.append(waiting.pop(0))
            elif roll < 0.2 + 0.45 * careful and not mine and free:
                lock = draw.choice(free)
                owner[lock] = task
                trace.append([task, "acquire", lock])
            elif mine and roll > 0.75:
                del owner[mine[-1]]
                trace.append([task, "release", mine[-1]])
            elif 0.65 < roll < 0.75 and (done := self.done(running, ended, owner, task)):
                if done in running:
                    running.remove(done)
                ended.add(done)
                trace.append([task, "join", done])
            elif mine or draw.random() > careful * 0.9:
                trace.append([task, draw.choice(["read", "write", "read"]), draw.choice(names)])
        return trace

    def done(self, running, ended, owner, task):
        """A task that can be joined: no other than main waits for main, and nobody for one who holds a lock."""
        able = [other for other in [*running, *ended] if other not in {"main", task, *owner.values()}]
        return self.draw.choice(sorted(able)) if able else None


def fail(what, trace, wanted, said):
    lines = "\n".join(f"  {index:2}  {task:<5}{op:<8} {target}" for index, (task, op, target) in enumerate(trace))
    pytest.fail(f"{what} of\n{lines}\nmust be {wanted}, and is {said}.", pytrace=False)


def require_races(submission, traces, wanted):
    for trace, right, said in zip(traces, wanted, call(submission, "judged", traces).value, strict=True):
        if said != right:
            fail("races", trace, right, said)


@pytest.mark.points(3)
def test_six_traces(submission):
    """Nothing orders them; a lock does; another lock does not; start does; join does; nobody writes."""
    both = "main start A; main start B; "
    traces = {
        both + "A write x; B write x": ["x"],
        both + "A acquire m; A write x; A release m; B acquire m; B read x; B release m": [],
        both + "A acquire m; A write x; A release m; B acquire n; B write x; B release n": ["x"],
        "main write x; main start A; A write x": [],
        "main start A; A write x; main join A; main write x": [],
        both + "A read x; B read x; A write y; main read y": ["y"],
    }
    require_races(submission, [play(text) for text in traces], list(traces.values()))


@pytest.mark.points(1)
def test_locks_of_each_access(submission):
    trace = play(
        "main start A; main acquire m; main write x; A read x; A acquire n; main acquire x; A write x; main read y; "
        "main write x; main release m; main read x; main release x; A acquire m; A write y; A read x; "
        "A release n; A read x"
    )
    for var, said in zip("xyz", call(submission, "held", [(trace, var) for var in "xyz"]).value, strict=True):
        if said != held_at(trace, var):
            fail(f"locks_held(trace, {var!r})", trace, held_at(trace, var), said)


@pytest.mark.hidden
@pytest.mark.points(3)
def test_order_that_goes_round_corners(submission):
    """Happens-before leads through third tasks, started and joined ones, and through several locks."""
    three = "main start A; main start B; main start C; "
    traces = [
        # through a third task, which touches nothing
        three + "A write x; A acquire m; A release m; B acquire m; B release m; B acquire n; B release n; "
        "C acquire n; C write x",
        # the same, the other way round: the second lock came first
        three + "B acquire n; B release n; A write x; A acquire m; A release m; B acquire m; B release m; "
        "C acquire n; C write x",
        # written after the release: the lock says nothing about it
        three + "A acquire m; A release m; A write x; B acquire m; B release m; B read x",
        # read outside of the lock, ordered by luck of an earlier acquire
        three + "A acquire m; A write x; A release m; B acquire m; B release m; B read x",
        # siblings that their parent joins and starts one after the other
        "main start A; A write x; main join A; main start B; B write x; main join B; main read x",
        # a grandchild that outlives its parent
        "main start A; A start B; main join A; B write x; main write x",
        "main start A; A start B; B write x; A join B; main join A; main write x",
        # the parent goes on after the start
        "main start A; main write x; A write x",
        "main start A; A write x; main write x; main join A",
        # two releases: both are remembered
        three
        + "A acquire m; A write x; A release m; B acquire m; B write y; B release m; C acquire m; C read x; C read y",
        # an old access races, a new one does not
        three + "A write x; A acquire m; A write x; A release m; B acquire m; B read x; B release m; C read x",
        three + "A write x; B acquire m; B write x; B release m; C acquire m; C write x; C release m",
        # read, read and only then a write that knows of one of the two
        three + "A read x; B acquire m; B read x; B release m; C acquire m; C write x",
        # joined, though it had nothing to say
        "main start A; main write x; main join A; main write x; main join A",
        # a lock and a variable of the same name
        three + "A acquire x; A write x; A release x; B acquire x; B write x; B release x; C write x",
    ]
    traces = [play(text) for text in traces] + [[]]
    require_races(submission, traces, [racy(trace) for trace in traces])


@pytest.mark.hidden
@pytest.mark.points(5)
def test_five_hundred_traces(submission):
    """races agrees with the transitive closure of happens-before; locks_held with a list of owners."""
    draw = Draw("ch08/race_detector")
    traces = [draw.trace() for _ in range(500)]
    require_races(submission, traces, [racy(trace) for trace in traces])
    for trace, said in zip(traces, call(submission, "held", [(each, "x") for each in traces]).value, strict=True):
        if said != held_at(trace, "x"):
            fail("locks_held(trace, 'x')", trace, held_at(trace, "x"), said)


@pytest.mark.hidden
@pytest.mark.points(3)
def test_traces_that_cannot_be(submission):
    """ValueError, from both functions, wherever in the trace it is."""
    wrong = [
        "main acquire m; main acquire m",
        "main start A; A acquire m; main acquire m",
        "main release m",
        "main start A; A acquire m; main release m",
        "main acquire m; main release m; main release m",
        "main write x; A write x",
        "main write x; A write x; main start A",
        "main start A; B read y; A start B",
        "main write x; A acquire m",
        "main start A; A write x; main write x; main acquire m; A release m",
    ]
    fine = [
        "solo write x; solo start main; main write x; solo join main",
        "main acquire m; main release m; main acquire m; main acquire n; main release m; main release n",
        "main start A; A acquire m; main join A; main write x",
    ]
    traces = [play(text) for text in [*wrong, *fine]]
    require_races(submission, traces, ["ValueError"] * len(wrong) + [racy(trace) for trace in traces[len(wrong) :]])
    for trace, said in zip(traces, call(submission, "held", [(each, "x") for each in traces]).value, strict=True):
        right = held_at(trace, "x") if trace in traces[len(wrong) :] else "ValueError"
        if said != right:
            fail("locks_held(trace, 'x')", trace, right, said)
