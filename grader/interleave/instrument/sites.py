"""A site: one scheduling point in the program's source, and the names of the hooks put there."""

from __future__ import annotations

from dataclasses import dataclass

#: Before an access to an attribute or item of the object that it returns.
AT = "__kit_at__"
#: Before an operation whose last operand it returns.
ARG = "__kit_arg__"
#: Before a load; returns False, so that `at() or name` is the name.
PT = "__kit_pt__"
#: Like `AT`, but only if the object is a container.
IN = "__kit_in__"
#: At the head of a `while` loop; returns False.
LOOP = "__kit_loop__"
#: Marks the next lock operation as class `ft`; returns its argument.
WITH = "__kit_with__"
HOOKS = (AT, ARG, PT, IN, LOOP, WITH)


@dataclass(frozen=True)
class Site:
    """Where a point stands and what the operation after it does.

    `kind`: "read", "write", "delete", "call", "iterate", "loop" or "lock". `ft`: the default build does
    not switch there. `name` is the attribute or variable, or "" for items. `text` is the expression as the
    student wrote it. `spins`: the loop's body does nothing that others can see.
    """

    number: int
    line: int
    kind: str
    name: str
    text: str
    ft: bool
    spins: bool = False

    @property
    def code(self) -> int:
        """What hooks are called with: the number, negative for class `ft`."""
        return -self.number if self.ft else self.number
