"""A trace as plain data: made in a worker, shown anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Trace:
    """What happened in one execution, as plain data. `rows` are ready to print, oldest first.

    A row has `task`, `line`, `source` (the program's own line), `text` (what was done), `switch` (the task
    was taken off here although it could have gone on) and `builds` ("default" or "free-threaded").
    """

    tasks: list[str]
    rows: list[dict[str, Any]]
    failure: dict[str, Any] | None
    output: str = ""
    value: str = ""
    builds: str = "default"

    def to_json(self) -> dict[str, Any]:
        """The trace as JSON-ready data."""
        return {
            "tasks": self.tasks,
            "rows": self.rows,
            "failure": self.failure,
            "output": self.output,
            "value": self.value,
            "builds": self.builds,
        }

    @staticmethod
    def from_json(data: dict[str, Any]) -> Trace:
        """Read what `to_json` wrote. KeyError if a field is missing."""
        return Trace(data["tasks"], data["rows"], data["failure"], data["output"], data["value"], data["builds"])
