"""Read a file of a student without being led anywhere else.

Submissions come from strangers. Only a regular file inside the student's folder is read:
no component of its path may be a link, a pipe or device is not waited for, and the size is
capped before a byte is read. What is judged is the copy made here, never the original.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PurePosixPath
from typing import Final

MAX_BYTES: Final = 256 * 1024
"""No answer to an exercise is a hundredth of this."""


class UnusableFileError(Exception):
    """The file is there but is not read; the message says why, in words for the student."""


def read_source(folder: Path, relative: PurePosixPath) -> str:
    """The text of `folder/relative`.

    Raises FileNotFoundError when there is none, UnusableFileError when it must not or cannot
    be read. `folder` itself must not be a link either.
    """
    descriptor = _open_beneath(folder, relative)
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise UnusableFileError(f"{relative} is {_kind(facts.st_mode)}, not a regular file. Hand in a plain file.")
        if facts.st_size > MAX_BYTES:
            raise UnusableFileError(f"{relative} is {facts.st_size} bytes; at most {MAX_BYTES} are read.")
        with os.fdopen(os.dup(descriptor), "rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    finally:
        os.close(descriptor)
    if len(data) > MAX_BYTES:
        raise UnusableFileError(f"{relative} grew while it was read; at most {MAX_BYTES} bytes are read.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableFileError(
            f"{relative} is not UTF-8 text: byte {error.start} is 0x{data[error.start]:02x}. "
            "Save the file with the encoding UTF-8."
        ) from error


def _open_beneath(folder: Path, relative: PurePosixPath) -> int:
    """Open without following a link anywhere below and including `folder`."""
    directory = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    here = _open(folder.name, directory, folder, parent=os.open(folder.parent, os.O_RDONLY | os.O_CLOEXEC))
    seen = PurePosixPath()
    for part in relative.parent.parts:
        seen /= part
        here = _open(part, directory, seen, parent=here)
    return _open(relative.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, relative, parent=here)


def _open(name: str, flags: int, shown: Path | PurePosixPath, *, parent: int) -> int:
    """Open `name` in `parent`, which is closed. `shown` is what messages call it."""
    try:
        return os.open(name, flags, dir_fd=parent)
    except FileNotFoundError:
        raise
    except OSError as error:
        if _is_link(name, parent):
            raise UnusableFileError(f"{shown} is a link. Hand in the file itself.") from error
        if error.errno == errno.ENOTDIR:
            raise FileNotFoundError(str(shown)) from error
        reason = error.strerror or str(error)
        raise UnusableFileError(f"{shown} cannot be read: {reason.lower()}.") from error
    finally:
        os.close(parent)


def _is_link(name: str, parent: int) -> bool:
    try:
        return stat.S_ISLNK(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode)
    except OSError:
        return False


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a special file"
