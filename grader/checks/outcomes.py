"""What an exploration or a stress run observed, and the three questions that a check can ask about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn

from grader.checks.compare import holds, same, shown
from grader.checks.failed import CheckFailed
from grader.worker.protocol import Mishap, Observed

__all__ = ["Outcomes", "Shown", "Unasked"]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A broken requirement, and the outcome that shows it (None when it is that something was never seen)."""

    requirement: str
    message: str
    happened: tuple[str, ...] = ()
    kind: str = "assertion"
    status: str = "failed"
    outcome: Observed | None = None
    first: int | None = None


@dataclass(frozen=True)
class Outcomes:
    """The distinct outcomes, in the order of discovery. ``searched`` says honestly what stands behind them."""

    observed: Sequence[Observed]
    executions: int
    searched: str
    exhaustive: bool
    broken: Callable[[Shown], CheckFailed]

    @property
    def values(self) -> list[Any]:
        """The values that executions without failure returned."""
        return [each.value for each in self.observed if each.failure is None]

    @property
    def failures(self) -> list[Mishap]:
        """The failures that the check has allowed."""
        return [each.failure for each in self.observed if each.failure is not None]

    def always(self, expected: Any, requirement: str = "") -> Outcomes:
        """Every value equals ``expected``, exactly and by type, or satisfies it as a function. Returns itself."""
        self._some(requirement)
        wrong = [each for each in self._good() if not holds(expected, each.value)[0]]
        if wrong:
            worst = min(wrong, key=lambda each: each.first)
            what = holds(expected, worst.value)[1]
            self._break(requirement or f"the result is always {_name(expected)}", what, worst)
        return self

    def sometimes(self, expected: Any, requirement: str = "") -> Outcomes:
        """At least one value equals ``expected``, or satisfies it. Returns itself."""
        if not any(holds(expected, each.value)[0] for each in self._good()):
            requirement = requirement or f"the result can be {_name(expected)}"
            different = len(self.values)
            seen = "; ".join(shown(value, 60) for value in self.values[:3]) + ("; ..." if different > 3 else "")
            message = f"no execution shows it; what was seen: {seen}"
            raise self.broken(
                Shown(
                    requirement=requirement,
                    message=message,
                    happened=(message,),
                    outcome=min(self._good(), key=lambda each: each.first, default=None),
                )
            )
        return self

    def nothing_left(self, requirement: str = "") -> Outcomes:
        """No task, daemon or not, still runs when the scenario returns. Returns itself."""
        requirement = requirement or "no thread outlives the call"
        self._some(requirement)
        left = [each for each in self._good() if each.leaked]
        if left:
            first = min(left, key=lambda each: each.first)
            names = ", ".join(first.leaked)
            message = f"still there when the call had returned: {names}"
            raise self.broken(
                Shown(
                    requirement=requirement,
                    message=message,
                    happened=(message + ".",),
                    kind="leak",
                    outcome=first,
                    first=first.first,
                )
            )
        return self

    def linearizable(self, model: Callable[[], object], requirement: str = "", *, key: str | None = None) -> Outcomes:
        """Every history (the value, or its item ``key``) has a sequential order that ``model`` explains.

        Returns itself. ``model`` makes a fresh sequential object; see ``grader.interleave.detectors.linearizability``.
        """
        # Imported only where it is needed: its package brings in the whole engine.
        from grader.interleave.detectors.linearizability import (  # noqa: PLC0415
            MalformedHistory,
            linearize,
            parse_history,
        )

        requirement = requirement or "every call answers as if the calls had happened one after the other"
        self._some(requirement)
        for each in sorted(self._good(), key=lambda each: each.first):
            try:
                history = parse_history(each.value if key is None else each.value[key])
                verdict = linearize(history, model, same)
            except (MalformedHistory, KeyError, TypeError) as error:
                self._break(requirement, f"there is no history to judge: {error}", each)
            if not verdict.found:
                self._break(requirement, "no sequential order explains the answers", each, verdict.explain())
        return self

    def _some(self, requirement: str) -> None:
        """Something that always holds must have been seen to hold once."""
        if not self._good():
            outcome = min(self.observed, key=lambda each: each.first)
            self._break(requirement, "no execution came to its end", outcome)

    def _good(self) -> list[Observed]:
        return [each for each in self.observed if each.failure is None]

    def _break(self, requirement: str, message: str, outcome: Observed, *more: str) -> NoReturn:
        raise self.broken(
            Shown(
                requirement=requirement,
                message=message,
                happened=(message + ".", *more),
                outcome=outcome,
                first=outcome.first,
            )
        )


class Unasked(Outcomes):
    """The outcomes of an exploration that was skipped: whatever is asked about them is taken as said."""

    @classmethod
    def make(cls) -> Unasked:
        """There is nothing in it."""
        return cls(observed=(), executions=0, searched="", exhaustive=False, broken=_never)

    def always(self, expected: Any, requirement: str = "") -> Outcomes:  # noqa: ARG002  # nothing is judged
        """Return itself."""
        return self

    def sometimes(self, expected: Any, requirement: str = "") -> Outcomes:  # noqa: ARG002  # nothing is judged
        """Return itself."""
        return self

    def nothing_left(self, requirement: str = "") -> Outcomes:  # noqa: ARG002  # nothing is judged
        """Return itself."""
        return self

    def linearizable(self, model: Any, requirement: str = "", *, key: str | None = None) -> Outcomes:  # noqa: ARG002
        """Return itself."""
        return self


def _never(shown: Shown) -> CheckFailed:
    return CheckFailed("grader_error", shown.message)


def _name(expected: Any) -> str:
    return getattr(expected, "__name__", "as required").strip("<>") if callable(expected) else shown(expected, 80)
