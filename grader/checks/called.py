"""The outcome of one plain run: a value, or an exception as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from grader.checks.compare import holds
from grader.checks.evidence import plain_failure
from grader.worker.protocol import Observed

__all__ = ["CallOutcome"]


@dataclass(frozen=True)
class CallOutcome:
    """What the scenario returned or raised; ``output`` is what the program printed."""

    observed: Observed
    output: str
    scenario: str

    @property
    def raised(self) -> str | None:
        """The name of the exception's class, or None."""
        return self.observed.failure.name if self.observed.failure is not None else None

    @property
    def message(self) -> str:
        """The exception with its text; "" if there was none."""
        return self.observed.failure.message if self.observed.failure is not None else ""

    @property
    def leaked(self) -> list[str]:
        """Names of threads that were left running."""
        return self.observed.leaked

    @property
    def value(self) -> Any:
        """What was returned. Raises ``CheckFailed`` if the scenario raised."""
        failure = self.observed.failure
        if failure is not None:
            place = f" ({failure.file}, line {failure.line})" if failure.line else ""
            raise plain_failure("the calls succeed", f"{failure.message}{place}", kind="exception")
        return self.observed.value

    def returns(self, expected: Any, requirement: str = "") -> CallOutcome:
        """The value equals ``expected``, or satisfies it if it is a function. Returns itself."""
        good, what = holds(expected, self.value)
        if not good:
            raise plain_failure(requirement or "the result is right", what)
        return self

    def raises(self, name: str, requirement: str = "") -> CallOutcome:
        """The scenario raised an exception of the class with this name. Returns itself."""
        if self.raised != name:
            seen = f"it raised {self.message}" if self.raised else f"it returned {self.observed.value!r}"
            raise plain_failure(requirement or f"{name} is raised", f"{seen}; expected {name}")
        return self
