"""A schedule as text: the replay token.

A token is unpadded base32 in upper case: one version byte, one byte of flags, four bytes of a hash of the
program's source, then the decisions as runs (deflated where that is shorter). A run is one byte,
`task << 3 | length - 1`, for a task below 31 and a length up to 8; other tasks, and runs longer than 24,
are the byte 0xFF, the task as a varint and the length as one. Unknown versions, a damaged token or another
program's token are errors, never a different schedule: the last two bytes are a check sum.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import itertools
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from grader.interleave.engine.failure import InterleaveError

VERSION = 1
_ESCAPE = 0xFF
_FAIR, _GIL_ONLY, _LIVELOCK, _DEFLATED, _LEAKS_FAIL, _PATIENT = 1, 2, 4, 8, 16, 32
#: Decisions that a token may stand for: many times what the step limit allows.
_MAX_DECISIONS = 1_000_000


class BadToken(InterleaveError):
    """The text is not a replay token of this version for this program."""


@dataclass(frozen=True)
class Schedule:
    """The choices of one execution: task indices, one for each decision, and what they were made under.

    `livelock`: the decisions lead into a livelock, which has no end of its own. `patient`: tasks that poll may do so
    several times before they must let others go (`fairness.PATIENT`).
    """

    decisions: tuple[int, ...]
    source_hash: bytes
    fair: bool = False
    gil_only: bool = False
    livelock: bool = False
    leaks_fail: bool = False
    patient: bool = False

    def to_token(self) -> str:
        """The schedule as one line."""
        flags = _FAIR * self.fair | _GIL_ONLY * self.gil_only | _LIVELOCK * self.livelock
        flags |= _LEAKS_FAIL * self.leaks_fail | _PATIENT * self.patient
        runs = bytes(_runs(self.decisions))
        deflated = zlib.compress(runs, 9)
        if len(deflated) < len(runs):
            runs, flags = deflated, flags | _DEFLATED
        body = bytes([VERSION, flags]) + self.source_hash + runs
        return base64.b32encode(body + _check_sum(body)).decode().rstrip("=")

    @staticmethod
    def from_token(token: str) -> Schedule:
        """Read a token; `BadToken` if it is damaged or of another version."""
        text = token.strip().upper()
        try:
            data = base64.b32decode(text + "=" * (-len(text) % 8))
        except (binascii.Error, ValueError):
            raise BadToken("this is not a replay token: it holds characters that no token has") from None
        if len(data) < 8 or _check_sum(data[:-2]) != data[-2:]:
            raise BadToken("the replay token is damaged: copy all of it")
        if data[0] != VERSION:
            raise BadToken(f"the replay token has version {data[0]}, this engine reads version {VERSION}")
        flags = data[1]
        runs = _inflate(data[6:-2]) if flags & _DEFLATED else data[6:-2]
        decisions = tuple(itertools.islice(_expand(runs), _MAX_DECISIONS + 1))
        if len(decisions) > _MAX_DECISIONS:
            raise BadToken("the replay token names an impossible number of steps")
        return Schedule(
            decisions,
            data[2:6],
            fair=bool(flags & _FAIR),
            gil_only=bool(flags & _GIL_ONLY),
            livelock=bool(flags & _LIVELOCK),
            leaks_fail=bool(flags & _LEAKS_FAIL),
            patient=bool(flags & _PATIENT),
        )


def hash_source(*sources: str) -> bytes:
    """Four bytes that tell two programs apart."""
    return hashlib.sha256("\0".join(sources).encode("utf-8", "surrogatepass")).digest()[:4]


def _check_sum(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()[:2]


def _inflate(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _MAX_DECISIONS)
    except zlib.error:
        raise BadToken("the replay token is damaged: copy all of it") from None


def _varint(value: int) -> Iterable[int]:
    while value > 0x7F:
        yield value & 0x7F | 0x80
        value >>= 7
    yield value


def _runs(decisions: Sequence[int]) -> Iterable[int]:
    for task, group in itertools.groupby(decisions):
        length = sum(1 for _ in group)
        if task < 31 and length <= 24:
            while length:
                part = min(length, 8)
                yield task << 3 | part - 1
                length -= part
        else:
            yield _ESCAPE
            yield from _varint(task)
            yield from _varint(length)


def _expand(data: bytes) -> Iterable[int]:
    stream = iter(data)

    def varint() -> int:
        value = shift = 0
        for byte in stream:
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value
        raise BadToken("the replay token ends in the middle of a number")

    for byte in stream:
        if byte == _ESCAPE:
            task, length = varint(), varint()
            if length > _MAX_DECISIONS:
                raise BadToken("the replay token names an impossible number of steps")
        else:
            task, length = byte >> 3, (byte & 7) + 1
        yield from itertools.repeat(task, length)
