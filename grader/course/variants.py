"""What mutants and accepted answers say about themselves in their docstring.

These are files of the course's authors, so they may be parsed here; files of students are
parsed in a worker only.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_CAUGHT_BY: Final = "caught by:"


@dataclass(frozen=True, kw_only=True)
class Claim:
    """The first line of a docstring, and the checks that its `Caught by:` line names."""

    summary: str
    caught_by: tuple[str, ...]


def read_claim(path: Path) -> Claim:
    """Read what `path` says about itself; an empty summary when it says nothing."""
    try:
        docstring = ast.get_docstring(ast.parse(path.read_bytes())) or ""
    except SyntaxError:
        docstring = ""
    lines = docstring.splitlines()
    names: list[str] = []
    for line in lines:
        if line.strip().lower().startswith(_CAUGHT_BY):
            listed = line.strip()[len(_CAUGHT_BY) :].replace("`", "").rstrip(".")
            names += [name.strip() for name in listed.split(",") if name.strip()]
    return Claim(summary=lines[0].strip() if lines else "", caught_by=tuple(names))
