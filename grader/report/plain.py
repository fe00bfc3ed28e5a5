"""The one function that makes text of a stranger harmless on a screen.

Names of folders, messages of exceptions, lines of source: all of it may hold bytes that a
terminal obeys (escape sequences), that reorder what a person reads (bidirectional controls)
or that hide (zero width). Whatever is printed goes through here first.
"""

from __future__ import annotations

import unicodedata
from typing import Final

# Cc: control characters, C1 included. Cf: format characters, bidirectional and zero-width.
# Cs: halves of surrogate pairs, which no encoding can write. Co, Cn: whatever a font makes of them.
# Zl, Zp: line ends that only some programs see.
_UNSAFE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_TAB_WIDTH: Final = 4


def printable(text: str) -> str:
    r"""`text` with everything visible: lines stay lines, `\x1b` becomes four characters."""
    lines = text.replace("\r\n", "\n").expandtabs(_TAB_WIDTH).split("\n")
    return "\n".join("".join(map(_visible, line)) for line in lines)


def one_line(text: str, width: int = 0) -> str:
    """`text` made printable and joined to one line, cut to `width` characters if given."""
    joined = " ".join(printable(text).split())
    if width and len(joined) > width:
        return joined[: width - 3].rstrip() + "..."
    return joined


def _visible(character: str) -> str:
    if character == " " or (character.isascii() and character.isprintable()):
        return character
    if unicodedata.category(character) in _UNSAFE:
        return character.encode("unicode_escape").decode("ascii")
    return character
