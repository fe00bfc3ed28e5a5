"""The forecast is what a virtual machine measures."""

from __future__ import annotations

import itertools
from math import ceil

import pytest

from grader.checks import call, simulate

KINDS = ("sequential", "threads", "processes")


def done_at(n, cpu, io, cores, kind, gil, startup):
    """When all are done: CPU phases in whole rounds, and then the I/O of the last round."""
    if n == 0:
        return 0.0
    if kind == "sequential":
        return n * (cpu + io)
    at_once = 1 if kind == "threads" and gil else cores
    return ceil(n / at_once) * (cpu + (startup if kind == "processes" else 0.0)) + io


def named(n, cpu, io, cores, kind, gil, startup):
    extra = f", startup {startup}" if kind == "processes" else ""
    return f"{n} jobs of cpu {cpu} and io {io}, {kind}, {cores} core(s), {'GIL' if gil else 'no GIL'}{extra}"


@pytest.mark.points(4)
def test_six_machines(submission):
    for setting in (
        (3, 1.0, 2.0, 2, "sequential", True, 0.5),
        (3, 1.0, 4.0, 4, "threads", True, 0.0),
        (4, 2.0, 1.0, 4, "threads", True, 0.0),
        (5, 2.0, 1.0, 4, "threads", False, 0.0),
        (3, 1.0, 1.0, 2, "processes", True, 0.5),
        (4, 1.0, 0.5, 8, "processes", True, 0.25),
    ):
        _, _, _, cores, _, gil, _ = setting
        run = simulate(submission, "on_a_machine", *setting, cores=cores, gil=gil, quantum=None)
        said = run.value
        run.require(
            abs(said - run.makespan) < 1e-6,
            f"{named(*setting)}: the forecast is what the machine needs",
            f"the forecast was {said:g} s, and the machine needed {run.makespan:g} s",
        )


@pytest.mark.hidden
@pytest.mark.points(3)
def test_all_machines(submission):
    """The forecast is right for 0 to 9 jobs, 1 to 16 cores, with a GIL and without, and any share of I/O."""
    ratios = ((1.0, 3.0), (2.0, 2.0), (3.0, 1.0), (0.0, 2.0), (2.0, 0.0))
    settings = [
        (n, cpu, io, cores, kind, gil, startup)
        for n, (cpu, io), cores, kind, gil in itertools.product(
            range(10), ratios, (1, 2, 3, 4, 8, 16), KINDS, (True, False)
        )
        for startup in ((0.0, 0.5) if kind == "processes" else (0.5,))
    ]
    for setting, said in zip(settings, call(submission, "forecasts", settings).value, strict=True):
        wanted = done_at(*setting)
        if abs(said - wanted) > 1e-6:
            pytest.fail(f"{named(*setting)}: done after {wanted:g} s; the forecast is {said:g} s", pytrace=False)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_the_best_kind(submission):
    """best_kind is the fastest; of several that are equally fast, the first."""
    settings = [
        (n, cpu, io, cores, gil, startup)
        for n, (cpu, io), cores, gil, startup in itertools.product(
            (0, 1, 2, 5, 8), ((1.0, 4.0), (4.0, 1.0), (2.0, 0.0), (0.0, 1.0)), (1, 2, 4), (True, False), (0.0, 0.5, 4.0)
        )
    ]
    for setting, said in zip(settings, call(submission, "best", settings).value, strict=True):
        n, cpu, io, cores, gil, startup = setting
        times = {kind: done_at(n, cpu, io, cores, kind, gil, startup) for kind in KINDS}
        wanted = min(KINDS, key=times.__getitem__)
        if said != wanted:
            pytest.fail(
                f"{n} jobs of cpu {cpu} and io {io}, {cores} core(s), {'GIL' if gil else 'no GIL'}, startup {startup}: "
                f"the times are {times}, so the best kind is {wanted!r}, and not {said!r}",
                pytrace=False,
            )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_what_cannot_be(submission):
    """A setting that cannot be is a ValueError; startup may be left out."""
    settings = [
        (-1, 1.0, 1.0, 1, "threads", True, 0.0),
        (1, -1.0, 1.0, 1, "threads", True, 0.0),
        (1, 1.0, -1.0, 1, "threads", True, 0.0),
        (1, 1.0, 1.0, 0, "threads", True, 0.0),
        (1, 1.0, 1.0, -2, "threads", False, 0.0),
        (1, 1.0, 1.0, 1, "threads", True, -0.5),
        (1, 1.0, 1.0, 1, "fibres", True, 0.0),
        (0, 1.0, 1.0, 1, "", False, 0.0),
        (0, 1.0, 1.0, 0, "threads", False, 0.0),
    ]
    seen = call(submission, "refused", settings).value
    assert seen == ["ValueError"] * len(seen), (
        f"each of {settings} is a ValueError, in forecast and in best_kind: {seen}"
    )
    call(submission, "without_startup").returns([3.0, "processes"], "without startup, a process starts in no time")
