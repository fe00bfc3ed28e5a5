"""Guided: follow a wish list of blocks as far as the program allows; what it really does is a new schedule."""

from __future__ import annotations

from collections.abc import Sequence

from grader.interleave.engine.task import Task


class Guided:
    """Runs one execution. A block is (task, decisions): let that task be chosen so often, then the next block.

    A block whose task cannot run is passed over. After the last block: stay with the current task, or take
    the first runnable one.
    """

    name = "guided"
    completed = None
    announces = False

    def __init__(self, blocks: Sequence[tuple[int, int]]) -> None:
        self._blocks = blocks
        self._at = 0
        self._left = blocks[0][1] if blocks else 0

    def begin(self) -> bool:
        return True

    def choose(self, runnable: Sequence[Task], current: Task, free: bool, site: int) -> Task:
        while self._at < len(self._blocks):
            wanted = self._blocks[self._at][0]
            if self._left > 0:
                for task in runnable:
                    if task.index == wanted:
                        self._left -= 1
                        return task
            self._at += 1
            self._left = self._blocks[self._at][1] if self._at < len(self._blocks) else 0
        return current if current in runnable else runnable[0]

    def end(self, steps: int, failed: bool) -> None:
        pass
