"""`print` as the program sees it."""

from __future__ import annotations

import sys
from typing import Any

from grader.interleave.engine.kernel import KERNEL
from grader.interleave.world.look import look

#: What `print` can show without looking at anything that changes.
_PLAIN = frozenset({str, int, float, bool, type(None)})


def visible_print(
    *values: Any, sep: str | None = " ", end: str | None = "\n", file: Any = None, flush: bool = False
) -> None:
    """`print` whose text is kept by the kernel; a visible operation."""
    if file is not None and file is not sys.stdout and file is not sys.stderr:
        print(*values, sep=sep, end=end, file=file, flush=flush)
        return
    look(KERNEL.output if all(type(value) in _PLAIN for value in values) else None)
    text = (" " if sep is None else sep).join(map(str, values)) + ("\n" if end is None else end)
    if not KERNEL.dying:
        KERNEL.output.write(text)
