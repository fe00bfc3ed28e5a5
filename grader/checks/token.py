"""The replay token of a check's failure: the engine's token, and which scenario it was.

An engine token describes a schedule. To run it again one must know the program too, and for a check that is the
student's file under a scenario with its arguments: ``ch06/transfer/two_transfers/W1sxXV0/<engine token>``.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from typing import Any

__all__ = ["BadToken", "CheckToken"]

_SHAPE = re.compile(r"([\w-]+/[\w-]+)/(\w+)/([\w=-]*)/([\x21-\x7e]+)", re.ASCII)


class BadToken(ValueError):
    """The text is not a token of a check."""


@dataclass(frozen=True)
class CheckToken:
    """One execution of a scenario of an exercise."""

    exercise: str
    scenario: str
    args: list[Any]
    engine: str

    def pack(self) -> str:
        """One word without spaces."""
        data = json.dumps(self.args, separators=(",", ":")).encode()
        return f"{self.exercise}/{self.scenario}/{base64.urlsafe_b64encode(data).decode().rstrip('=')}/{self.engine}"

    @classmethod
    def parse(cls, text: str) -> CheckToken:
        """The opposite of ``pack``. Raises ``BadToken``."""
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            raise BadToken("not a replay token of a check")
        exercise, scenario, data, engine = match.groups()
        try:
            args = json.loads(base64.urlsafe_b64decode(data + "=" * (-len(data) % 4)))
        except ValueError:
            raise BadToken("the token is damaged") from None
        if not isinstance(args, list):
            raise BadToken("the token is damaged")
        return cls(exercise, scenario, args, engine)
