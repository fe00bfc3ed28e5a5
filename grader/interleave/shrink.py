"""Shrinking: a schedule with the same outcome and fewer preemptions.

Works on the blocks of a schedule (runs of decisions for one task). Each pass tries to do without a block, to
move one behind its neighbour, or to cut one short; a try is run for real and kept only if the outcome is
the same and the schedule simpler, so every result is a schedule that was executed. Simpler means: possible
on the default build, then fewer preemptions, then fewer blocks, then fewer decisions.

The idea of pulling and pushing blocks is the trace simplification of Walker and Runciman's dejafu; running
each try again is delta debugging (Choi and Zeller, "Isolating failure-inducing thread schedules", ISSTA
2002), whose assumption of monotony is not needed here.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from grader.interleave.engine.exploration import Execution

Block = tuple[int, int]
#: Executions that shrinking one schedule may cost.
MAX_TRIES = 400


@dataclass(frozen=True)
class _Candidate:
    execution: Execution
    blocks: list[Block]

    @property
    def size(self) -> tuple[bool, int, int, int]:
        execution = self.execution
        return execution.builds != "default", execution.preemptions, len(self.blocks), len(execution.decisions)


def shrink(
    execution: Execution,
    run: Callable[[list[Block]], Execution],
    same: Callable[[Execution], bool],
    tries: int = MAX_TRIES,
) -> Execution:
    """The simplest execution found that has the outcome of `execution`.

    `run` executes the program along blocks (see `strategies.guided`); `same` tells whether an execution has
    the outcome that matters.
    """
    best = _Candidate(execution, blocks_of(execution.decisions))
    left = tries
    improved = True
    while improved and left > 0:
        improved = False
        for blocks in _simpler(best.blocks):
            if left <= 0:
                break
            left -= 1
            made = run(blocks)
            candidate = _Candidate(made, blocks_of(made.decisions))
            if candidate.size < best.size and same(made):
                best = candidate
                improved = True
                break
    return best.execution


def blocks_of(decisions: list[int]) -> list[Block]:
    """The runs of equal decisions."""
    return [(task, sum(1 for _ in group)) for task, group in itertools.groupby(decisions)]


def _simpler(blocks: list[Block]) -> Iterator[list[Block]]:
    """Schedules worth trying, boldest first."""
    count = len(blocks)
    for size in (count // 2, count // 4):
        if size > 1:
            for start in range(0, count, size):
                yield _merged(blocks[:start] + blocks[start + size :])
    for index in range(count):
        yield _merged(blocks[:index] + blocks[index + 1 :])
    for index in range(count - 1):
        yield _merged([*blocks[:index], blocks[index + 1], blocks[index], *blocks[index + 2 :]])
    for index, (task, length) in enumerate(blocks):
        if length > 1:
            yield [*blocks[:index], (task, length - 1), *blocks[index + 1 :]]
            yield [*blocks[:index], (task, length + 1), *blocks[index + 1 :]]


def _merged(blocks: list[Block]) -> list[Block]:
    """Neighbours of one task as one block."""
    merged: list[Block] = []
    for task, length in blocks:
        if merged and merged[-1][0] == task:
            merged[-1] = (task, merged[-1][1] + length)
        else:
            merged.append((task, length))
    return merged
