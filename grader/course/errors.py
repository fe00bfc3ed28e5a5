"""The one exception for a request that cannot be served."""

from __future__ import annotations


class KitError(Exception):
    """What is wrong, what probably caused it, and what to type next.

    Raised for misuse (a missing folder, no such chapter) and for a course that does not
    load. The commands print it and leave with exit code 2; nothing else catches it.
    """

    def __init__(self, what: str, *, cause: str = "", next_step: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.cause = cause
        self.next_step = next_step

    def __str__(self) -> str:
        lines = [self.what]
        if self.cause:
            lines.append(f"Likely cause: {self.cause}")
        if self.next_step:
            lines.append(f"Next: {self.next_step}")
        return "\n".join(lines)
