"""Executions to the first failure on SCTBench, strategy by strategy, and false alarms on the fixed programs.

make bench ARGS='sctbench --seeds 20 --strategy portfolio --strategy surw --program reorder_10'
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Iterator, Sequence

from grader.interleave import explore
from tests.bench.sctbench.catalogue import SUBJECTS, Subject

STRATEGIES = ("portfolio", "surw", "pct", "pos", "random_walk")
#: Those whose best the portfolio shall not be worse than.
RIVALS = ("surw", "pct", "pos")
#: The part of the programs on which it shall be so.
BAR = 0.8

Firsts = list[int | None]


def first_failures(subject: Subject, strategy: str, seeds: Sequence[int], budget: int) -> Firsts:
    """For each seed the execution that failed first, or None."""
    program = subject.program("buggy")
    found = (explore(program, strategy=strategy, seed=seed * 7919, executions=budget) for seed in seeds)
    return [result.failure.first if result.failure is not None else None for result in found]


def mean(firsts: Firsts) -> float | None:
    """The mean over the seeds that found it."""
    there = [first for first in firsts if first is not None]
    return statistics.mean(there) if there else None


def cell(firsts: Firsts) -> str:
    """The mean, and how many of the seeds found it if not all did."""
    value = mean(firsts)
    missed = firsts.count(None)
    shown = "-" if value is None else f"{value:,.0f}"
    return f"{shown} ({len(firsts) - missed})" if missed else shown


def published(subject: Subject) -> str:
    """The three figures of the paper."""
    if subject.published is None:
        return ""
    return " / ".join("-" if figure is None else f"{figure:,.0f}" for figure in subject.published)


def no_worse(ours: Firsts, theirs: Sequence[Firsts]) -> bool:
    """Whether as many seeds find it, with no more executions on average, as with the best of the others."""
    rank = [(firsts.count(None), mean(firsts) or 0.0) for firsts in [ours, *theirs]]
    return rank[0] <= min(rank[1:])


def close(ours: Firsts, figures: tuple[float | None, float | None, float | None]) -> bool:
    """Whether it is no worse than the best published figure."""
    value = mean(ours)
    return value is not None and None not in ours and value <= min(f for f in figures if f is not None)


def rows(subjects: Sequence[Subject], strategies: Sequence[str], seeds: Sequence[int], cap: int) -> Iterator[str]:
    """The table, a line at a time, and the verdict."""
    yield f"{'program':<29}" + "".join(f"{s:>13}" for s in strategies) + f"{'published':>21}  no worse than"
    among, against = [], []
    for subject in subjects:
        budget = min(subject.budget, cap)
        firsts = {s: first_failures(subject, s, seeds, budget) for s in strategies}
        marks = []
        if "portfolio" in firsts:
            rivals = [firsts[s] for s in RIVALS if s in firsts]
            if rivals:
                among.append(no_worse(firsts["portfolio"], rivals))
                marks.append("here" if among[-1] else "-")
            if subject.published:
                against.append(close(firsts["portfolio"], subject.published))
                marks.append("published" if against[-1] else "-")
        cells = "".join(f"{cell(firsts[s]):>13}" for s in strategies)
        yield f"{subject.name:<29}{cells}{published(subject):>21}  {', '.join(marks)}"
    for what, held in (("here", among), ("published", against)):
        if held:
            share = sum(held) / len(held)
            yield (
                f"portfolio no worse than the best of SURW, PCT-3, POS ({what}): "
                f"{sum(held)} of {len(held)} programs, {share:.0%} {'>=' if share >= BAR else '<'} {BAR:.0%}"
            )


def alarms(subjects: Sequence[Subject], executions: int) -> Iterator[str]:
    """The fixed programs, each with this many executions of the portfolio that go on after anything."""
    count = 0
    for subject in subjects:
        result = explore(subject.program("fixed"), executions=executions, stop_at_failure=False)
        for outcome in result.outcomes:
            if outcome.failure is not None:
                count += 1
                yield f"  {subject.name}: {outcome.failure.message} (execution {outcome.first})"
    yield f"{len(subjects)} fixed programs, {executions:,} executions each: {count} alarms"


def main(arguments: Sequence[str]) -> int:
    """Print it all."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=sctbench", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--budget", type=int, default=2_000, help="executions of one search")
    parser.add_argument("--fixed", type=int, default=10_000, help="executions of each fixed program; 0: leave out")
    parser.add_argument("--strategy", action="append")
    parser.add_argument("--program", action="append", choices=[s.name for s in SUBJECTS])
    options = parser.parse_args(arguments)
    subjects = [s for s in SUBJECTS if not options.program or s.name in options.program]
    began = time.process_time()
    print(f"executions to the first failure: mean over {options.seeds} seeds, at most {options.budget:,} each")
    print("(in brackets: how many seeds found it, if not all); published: SURW / PCT-3 / POS of ASPLOS 2025")
    for line in rows(subjects, options.strategy or STRATEGIES, range(options.seeds), options.budget):
        print(line, flush=True)
    if options.fixed:
        print("\n".join(alarms(subjects, options.fixed)))
    print(f"{time.process_time() - began:.0f} s of processor time, Python {sys.version.split()[0]}")
    return 0
