"""Who is in progress, who is executing, and what that is called."""

from __future__ import annotations

import random

import pytest

from grader.checks import call, simulate

BAD = ["ValueError"] * 3


def most(spans):
    """The most half-open spans with an instant in common; the count can only rise where one starts."""
    return max((sum(start <= now < end for start, end in spans) for now, _ in spans), default=0)


def answers(slices):
    """What the three functions must say."""
    if any(end <= start for _, start, end, _ in slices):
        return BAD
    if any(most([(s, e) for _, s, e, on in slices if on == core]) > 1 for *_, core in slices):
        return BAD
    lives = [
        (min(s for t, s, _, _ in slices if t == task), max(e for t, _, e, _ in slices if t == task))
        for task in {each[0] for each in slices}
    ]
    running, progress = most([(s, e) for _, s, e, _ in slices]), most(lives)
    return [progress, running, "parallel" if running >= 2 else "concurrent" if progress >= 2 else "sequential"]


def drawn(slices):
    lines = [f"  {task} on core {core}, {start} to {end}" for task, start, end, core in slices]
    return "\n".join(lines) or "  (no slices)"


def require(submission, drawings, wanted):
    """The functions say what is wanted; the first drawing that is judged wrongly is shown."""
    seen = call(submission, "looked_at", drawings).value
    for slices, right, said in zip(drawings, wanted, seen, strict=True):
        if [(type(each), each) for each in said] != [(type(each), each) for each in right]:
            pytest.fail(
                f"{drawn(slices)}\nmax_in_progress, max_running, verdict must be\n  {right}, and are\n  {said}",
                pytrace=False,
            )


def draw_slices(draw: random.Random):
    """Up to four tasks that move between up to three cores, each on one core at a time; now and then a mistake."""
    cores, free = draw.randrange(1, 4), {}
    slices, clock = [], dict.fromkeys(range(cores), 0.0)
    for _ in range(draw.randrange(7)):
        task, core = draw.choice("ABCD"), draw.randrange(cores)
        start = max(clock[core], free.get(task, 0.0)) + draw.choice([0.0, 0.0, 1.0, 2.0])
        end = start + draw.choice([1.0, 2.0, 0.5])
        slices.append([task, start, end, core])
        clock[core] = free[task] = end
    if slices and draw.random() < 0.15:
        broken = draw.choice(slices)
        broken[2] = broken[1] - draw.choice([0.0, 1.0])
    if slices and draw.random() < 0.15:
        task, start, end, core = draw.choice(slices)
        slices.append(["E", start + (end - start) / 2, end + 1.0, core])
    draw.shuffle(slices)
    return slices


@pytest.mark.points(3)
def test_six_drawings(submission):
    """The three functions read six drawings, and refuse what cannot be."""
    drawings = {
        "interleaved on one core": [["A", 0.0, 1.0, 0], ["B", 1.0, 2.0, 0], ["A", 2.0, 3.0, 0], ["B", 3.0, 4.0, 0]],
        "two cores": [["A", 0.0, 2.0, 0], ["B", 1.0, 3.0, 1]],
        "touching": [["A", 0.0, 2.0, 0], ["B", 2.0, 3.0, 1]],
        "in pieces": [["A", 4.0, 5.0, 1], ["A", 0.0, 1.0, 0], ["A", 2.0, 3.0, 1]],
        "in a gap": [["A", 0.0, 1.0, 0], ["B", 2.0, 3.0, 0], ["A", 4.0, 5.0, 0]],
        "none": [],
    }
    wanted = [
        [2, 1, "concurrent"],
        [2, 2, "parallel"],
        [1, 1, "sequential"],
        [1, 1, "sequential"],
        [2, 1, "concurrent"],
        [0, 0, "sequential"],
    ]
    bad = [[["A", 1.0, 1.0, 0]], [["A", 2.0, 1.0, 0]], [["A", 0.0, 2.0, 0], ["B", 1.0, 3.0, 0]]]
    require(submission, [*drawings.values(), *bad], [*wanted, BAD, BAD, BAD])


@pytest.mark.hidden
@pytest.mark.points(1)
def test_many_drawings(submission):
    """The three functions are right for any drawing."""
    draw = random.Random("ch01/timeline")
    drawings = [draw_slices(draw) for _ in range(300)]
    require(submission, drawings, [answers(each) for each in drawings])


@pytest.mark.hidden
@pytest.mark.points(1)
def test_two_threads_on_three_machines(submission):
    """Two threads that compute: concurrent on one core, concurrent with a GIL, parallel on two cores without."""
    machines = {(1, False): "concurrent", (2, True): "concurrent", (2, False): "parallel"}
    runs = [simulate(submission, "two_threads", cores=cores, gil=gil) for cores, gil in machines]
    said = call(submission, "looked_at", [run.slices for run in runs]).value
    for run, (cores, gil), wanted, (_, _, verdict) in zip(runs, machines, machines.values(), said, strict=True):
        run.require(
            verdict == wanted,
            f"two threads on {cores} core(s), {'with a GIL' if gil else 'no GIL'}: {wanted}",
            f"verdict says {verdict} of the run above",
        )
