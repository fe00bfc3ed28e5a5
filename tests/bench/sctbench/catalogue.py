"""The programs of SCTBench that are kept here, with the published numbers of executions to the first failure.

The published figures are those of Zhao, Wolff, Mathur, Roychoudhury: "Selectively uniform concurrency testing",
ASPLOS 2025: means over those of 20 trials that found it, with every memory access instrumented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from grader.interleave import Program

PROGRAMS = Path(__file__).parent / "programs"


@dataclass(frozen=True)
class Subject:
    """One program of the benchmark. `published`: SURW, PCT of depth 3, POS; None: not found by any trial."""

    name: str
    file: str
    size: int | None = None
    published: tuple[float | None, float | None, float | None] | None = None
    #: Executions of a search; far more would tell little and take long.
    budget: int = 2_000

    def program(self, entry: str) -> Program:
        """`entry` is "buggy" or "fixed"."""
        path = PROGRAMS / f"{self.file}.py"
        source = path.read_text(encoding="utf-8")
        if self.size is not None:
            source, changed = re.subn(r"^SIZE = \d+$", f"SIZE = {self.size}", source, count=1, flags=re.MULTILINE)
            assert changed == 1, self.name
        return Program(source, path.name, entry=entry)


def _family(file: str, sizes: dict[int, tuple[float | None, float | None, float | None] | None]) -> list[Subject]:
    return [Subject(f"{file}_{size}", file, size, figures) for size, figures in sizes.items()]


SUBJECTS = [
    Subject("account", "account", None, (6, 4, 4)),
    Subject("arithmetic_prog", "arithmetic_prog"),
    Subject("bluetooth_driver", "bluetooth_driver", None, (70, 112, 36)),
    Subject("carter01", "carter01"),
    Subject("circular_buffer", "circular_buffer", None, (3, 9, 2)),
    Subject("deadlock01", "deadlock01", None, (2, 13, 4)),
    *_family("din_phil", dict.fromkeys(range(2, 8))),
    Subject("fsbench", "fsbench"),
    Subject("lazy01", "lazy01", None, (2, 5, 5)),
    Subject("phase01", "phase01"),
    Subject("queue", "queue"),
    *_family("reorder", {3: (7, 185, 86), 4: None, 5: (10, 647, 2169), 10: (17, 3225, None), 20: (6, 3005, None)}),
    Subject("stack", "stack", None, (5, 3, 2)),
    Subject("sync01", "sync01"),
    Subject("sync02", "sync02"),
    Subject("token_ring", "token_ring", None, (8, 8, 9)),
    Subject("twostage", "twostage", 2, (8, 13, 15)),
    *_family("twostage", {20: (6, 159, 156), 100: (454, 7466, 6674)}),
    Subject("wronglock", "wronglock", 7),
    Subject("wronglock_3", "wronglock", 3, (9, 58, 11)),
    Subject("stringbuffer", "stringbuffer", None, (8, 281, 23)),
    Subject("work_steal_queue", "work_steal_queue", None, (6, 48, 12)),
    Subject("interlocked_queue", "interlocked_queue", None, (6, 48, 14)),
    Subject("interlocked_queue_with_state", "interlocked_queue_with_state", None, (6, 907, 5)),
]
