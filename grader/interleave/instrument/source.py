"""The text of a node, as the student wrote it, at a cost that does not grow with the file."""

from __future__ import annotations

import ast
import re

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


class Source:
    """A module's text by lines.

    `ast.get_source_segment` splits the whole text at each call, which takes minutes for a long file.
    """

    def __init__(self, text: str) -> None:
        self._lines = _LINE.findall(text)

    def segment(self, node: ast.AST) -> str:
        """What `ast.get_source_segment` returns; "" for a node that has no place."""
        first, last = getattr(node, "lineno", 0), getattr(node, "end_lineno", 0)
        if not first or not last or last > len(self._lines):
            return ""
        start: int = node.col_offset  # type: ignore[attr-defined]  # it has a line, so it has a column
        end: int = node.end_col_offset  # type: ignore[attr-defined]  # as above
        if first == last:
            return self._encoded(first)[start:end].decode()
        between = self._lines[first : last - 1]
        return "".join([self._encoded(first)[start:].decode(), *between, self._encoded(last)[:end].decode()])

    def _encoded(self, line: int) -> bytes:
        # Columns count bytes of UTF-8.
        text: str = self._lines[line - 1]
        return text.encode()
