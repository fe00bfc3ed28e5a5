"""A remark: what was noticed in executions and is no failure by itself."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

RemarkKind = Literal["data-race", "lock-order", "busy-wait"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something worth knowing about a program: lines and tasks in the order in which `text` names them.

    `data-race`: two accesses to the same data, one of them a write, that nothing orders. `lock-order`: tasks that take
    locks in a circle. `busy-wait`: a loop that goes round and round until another task does something.
    """

    kind: RemarkKind
    lines: tuple[int, ...]
    tasks: tuple[str, ...]
    text: str

    def to_json(self) -> dict[str, Any]:
        """Plain JSON with the fields' own names."""
        data = asdict(self)
        return {**data, "lines": list(self.lines), "tasks": list(self.tasks)}
