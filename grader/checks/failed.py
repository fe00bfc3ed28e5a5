"""What a check that did not pass says: one exception, and the evidence it carries."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["CheckFailed", "Evidence"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is known about why. Plain data, as it goes into a report; ``text`` is all of it for a person."""

    requirement: str
    kind: str | None = None
    builds: str | None = None
    token: str | None = None
    searched: str = ""
    trace: dict[str, Any] | None = None
    text: str = ""
    first: int | None = None


class CheckFailed(AssertionError):  # a check that fails is no error of ours
    """A check did not pass. ``status`` is one of the result model's, ``kind`` the failure's when that is ``failed``."""

    def __init__(
        self,
        status: str,
        message: str,
        *,
        kind: str | None = None,
        evidence: Evidence | None = None,
        executions: int = 0,
    ) -> None:
        super().__init__(evidence.text if evidence is not None and evidence.text else message)
        self.status, self.message, self.kind = status, message, kind
        self.evidence, self.executions = evidence, executions

    @property
    def requirement(self) -> str:
        """The sentence that broke; "" when the check could not even begin."""
        return self.evidence.requirement if self.evidence is not None else ""
