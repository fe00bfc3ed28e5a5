"""The replay token of a check's failure: which exercise, which of its explorations, and the engine's token.

An engine token describes a schedule. To run it again one must know the program too, and for a check that is the
student's file under a scenario with its arguments. Those stand in the check; the token only has a short name for them,
so that it stays short and gives away no input of a hidden check: ``ch06/transfer/k3jx9a/<engine token>``.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["BadToken", "CheckToken", "name_call"]

_SHAPE = re.compile(r"([\w-]+/[\w-]+)/([a-z2-7]{6})/([\x21-\x7e]+)", re.ASCII)


class BadToken(ValueError):
    """The text is not a token of a check."""


@dataclass(frozen=True)
class CheckToken:
    """One execution of one exploration of an exercise's checks."""

    exercise: str
    call: str
    engine: str

    def pack(self) -> str:
        """One word without spaces."""
        return f"{self.exercise}/{self.call}/{self.engine}"

    @classmethod
    def parse(cls, text: str) -> CheckToken:
        """The opposite of ``pack``. Raises ``BadToken``."""
        match = _SHAPE.fullmatch(text.strip())
        if match is None:
            raise BadToken("not a replay token of a check")
        return cls(*match.groups())


def name_call(scenario: str, args: Sequence[Any]) -> str:
    """A short name for a scenario with its arguments; an exercise has a few dozen of them at most."""
    data = json.dumps([scenario, *args], sort_keys=True, separators=(",", ":"))
    return base64.b32encode(hashlib.sha256(data.encode()).digest()).decode().lower()[:6]
