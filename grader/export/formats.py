"""The targets there are, by the name that people type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from grader.export import json

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.results import Results

FORMATS: Final[dict[str, Callable[[Results], str]]] = {"json": json.export}
