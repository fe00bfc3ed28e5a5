"""A console that suits whoever reads: a terminal, a log file, an old encoding."""

from __future__ import annotations

import re
from typing import IO, TYPE_CHECKING, Final

from rich import box
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Mapping

WIDTH: Final = 80
"""Everything fits this; a wider terminal does not make a wider report."""

_ASCII: Final = str.maketrans("─━═│┃║┌┐└┘├┤┬┴┼╭╮╰╯╶╴╷╵→←↑↓▶◀►◄•·✓✔✗✘✂", "--=|||+++++++++++++--||><^v><><*.++xxx") | {
    ord("…"): "...",
    ord("≤"): "<=",
    ord("≥"): ">=",
    ord("≠"): "!=",
}
"""For the encodings of old terminals and of `LANG=C`; anything else becomes `?`."""


_PADDING: Final = re.compile(r" +\n")


class _Encodable:
    """A text stream that replaces what its encoding cannot say instead of failing.

    Lines lose the spaces that pad them, so that logs and golden files hold none.
    """

    def __init__(self, stream: IO[str]) -> None:
        self._stream = stream
        self.encoding = getattr(stream, "encoding", None) or "utf-8"

    def write(self, text: str) -> int:
        text = _PADDING.sub("\n", text)
        try:
            text.encode(self.encoding)
        except UnicodeEncodeError:
            text = text.translate(_ASCII).encode(self.encoding, "replace").decode(self.encoding)
        return self._stream.write(text)

    def flush(self) -> None:
        self._stream.flush()

    def isatty(self) -> bool:
        return self._stream.isatty()

    def fileno(self) -> int:
        return self._stream.fileno()


def make_console(stream: IO[str], environ: Mapping[str, str]) -> Console:
    """A console on `stream`: at most 80 columns; colour only in a terminal that wants it."""
    terminal = stream.isatty()
    colour = terminal and not environ.get("NO_COLOR") and environ.get("TERM") != "dumb"
    console = Console(
        file=_Encodable(stream),  # type: ignore[arg-type] # the part of IO[str] that rich uses
        force_terminal=terminal,
        _environ=environ,
        color_system="auto" if colour else None,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    console.width = min(console.width, WIDTH) if terminal else WIDTH
    return console


def make_table(*columns: str, right: tuple[str, ...] = (), fold: str = "") -> Table:
    """An empty table in the house style; columns of `right` align right, `fold` wraps."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0), header_style="bold")
    for name in columns:
        table.add_column(
            name,
            justify="right" if name in right else "left",
            no_wrap=name != fold,
            overflow="fold" if name == fold else "ellipsis",
        )
    return table


def rule(title: str) -> str:
    """A heading: the title between dashes, 80 wide."""
    return f"--- {title} ".ljust(WIDTH, "-")
