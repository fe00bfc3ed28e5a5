"""Files for other systems: one module a target, each a pure function of the results."""

from collections.abc import Callable
from typing import Final

from grader.export import json
from grader.results import Results

FORMATS: Final[dict[str, Callable[[Results], str]]] = {"json": json.export}

__all__ = ["FORMATS"]
