"""What a worker and the trusted process may say to each other, and how it is put into bytes.

A frame is a big-endian u32 length and a JSON object ``{"run", "seq", "body"}``. Everything else is refused: frames
over 1 MiB, more than 16 MiB in all, nesting over 64, numbers that do not fit, a wrong run, a sequence number that is
not the next one. There is no word for pass or fail: a worker reports what it observed, and the verdict is made
elsewhere.

``run`` keeps stray writers (a forgotten grandchild, say) from being taken for the worker. It is no secret and no
security claim.
"""

from __future__ import annotations

import math
import re
from typing import Any, Generic, TypeVar

import msgspec

__all__ = [
    "MAX_DEPTH",
    "MAX_FRAME",
    "MAX_TOTAL",
    "VERSION",
    "Bye",
    "Call",
    "Close",
    "Collect",
    "Down",
    "End",
    "Explore",
    "Facts",
    "Found",
    "FrameReader",
    "FrameWriter",
    "Hello",
    "Load",
    "Mishap",
    "NotLoaded",
    "Observed",
    "ProtocolError",
    "Ready",
    "Searched",
    "Simulate",
    "Simulated",
    "Stress",
    "Traced",
    "Troubled",
    "Up",
    "downward_reader",
    "upward_reader",
]

VERSION = 1
MAX_FRAME = 1 << 20
MAX_TOTAL = 16 << 20
MAX_DEPTH = 64
_MAX_INT = 1 << 63


class ProtocolError(Exception):
    """The other side sent something that the protocol does not allow."""


class _Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag=True):
    """A message: its class is its tag."""


# ---- trusted process to worker


class Load(_Message, frozen=True, kw_only=True, tag="load"):
    """The submission and the scenarios of its exercise, both as text. ``seconds`` is the wall limit from now on."""

    source: str
    filename: str
    scenarios: str
    seconds: float


class _Request(_Message, frozen=True, kw_only=True):
    """A request: answered by any number of messages with its id, then ``End``."""

    request: str


class _Scenario(_Request, frozen=True, kw_only=True):
    """A request that runs one scenario with plain arguments."""

    scenario: str
    args: list[Any] = []


class Explore(_Scenario, frozen=True, kw_only=True, tag="explore"):
    """Run the scenario under many schedules; the answer is one ``Observed`` a distinct outcome, then ``Searched``.

    The search ends at the first failure of a kind that is not in ``allow``.
    """

    strategy: str = "portfolio"
    executions: int = 1000
    preemptions: int = 2
    seed: int = 0
    steps: int = 20_000
    timing: str = "adversarial"
    points: str = "all"
    allow: list[str] = []


class Collect(_Scenario, frozen=True, kw_only=True, tag="collect"):
    """Replay one execution by its token and tell it row by row: ``Traced``.

    ``shrink``: look for a simpler schedule with the same outcome first, and tell that one.
    """

    token: str
    steps: int = 20_000
    shrink: bool = False


class Call(_Scenario, frozen=True, kw_only=True, tag="call"):
    """One plain run on the real machine: one ``Observed``."""


class Stress(_Scenario, frozen=True, kw_only=True, tag="stress"):
    """Repeat the scenario with real threads on each number of cores in turn: one ``Observed`` a distinct outcome."""

    cores: list[int] = msgspec.field(default_factory=lambda: [1, 2])
    repeats: int = 20


class Simulate(_Scenario, frozen=True, kw_only=True, tag="simulate"):
    """Run the scenario once on a virtual machine: one ``Simulated``. Seconds; None: no time slices."""

    cores: int = 4
    gil: bool = False
    switch_interval: float | None = 0.005
    quantum: float | None = 0.005
    seed: int = 0
    steps: int = 300_000


class Facts(_Request, frozen=True, kw_only=True, tag="facts"):
    """What the source of the submission contains: ``Found``."""


class Close(_Message, frozen=True, kw_only=True, tag="close"):
    """Nothing else will be asked: say ``Bye`` and end."""


Down = Load | Explore | Collect | Call | Stress | Simulate | Facts | Close


# ---- worker to trusted process


class Hello(_Message, frozen=True, kw_only=True, tag="hello"):
    """The first frame: which protocol and which Python this is."""

    protocol: int
    python: str


class Ready(_Message, frozen=True, kw_only=True, tag="ready"):
    """The limits are in force and nothing of a submission is here yet. ``limits`` says which could be set."""

    limits: list[str]


class Mishap(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How an execution went wrong; ``kind`` is the engine's, or ``unencodable``. ``name`` is the exception's class."""

    kind: str
    message: str
    name: str = ""
    task: str = ""
    file: str = ""
    line: int = 0
    waits: list[dict[str, Any]] = []


class _Answer(_Message, frozen=True, kw_only=True):
    request: str


class Observed(_Answer, frozen=True, kw_only=True, tag="observed"):
    """One distinct outcome of a scenario: plain data, or a mishap; how often, and a token that shows it again."""

    value: Any = None
    failure: Mishap | None = None
    count: int = 1
    first: int = 1
    token: str = ""
    preemptions: int = 0
    builds: str = ""
    strategy: str = ""
    leaked: list[str] = []


class Searched(_Answer, frozen=True, kw_only=True, tag="searched"):
    """What was run for the outcomes before this frame."""

    executions: int
    steps: int
    seconds: float
    exhaustive: bool
    searched: str


class Traced(_Answer, frozen=True, kw_only=True, tag="traced"):
    """The trace of one execution, as the engine writes it, and the token that stands for it."""

    token: str
    trace: dict[str, Any]


class Simulated(_Answer, frozen=True, kw_only=True, tag="simulated"):
    """What the scenario returned on the machine, or how it failed, and the timeline, as the machine writes it."""

    value: Any = None
    failure: Mishap | None = None
    timeline: dict[str, Any]
    leaked: list[str] = []


class Found(_Answer, frozen=True, kw_only=True, tag="found"):
    """Names in the source of the submission: what it imports, calls, defines."""

    imports: list[str]
    calls: list[str]
    functions: list[str]
    classes: list[str]


class NotLoaded(_Answer, frozen=True, kw_only=True, tag="not-loaded"):
    """The submission did not load: ``kind`` is syntax, import or missing-entry."""

    kind: str
    message: str
    line: int = 0


class Troubled(_Answer, frozen=True, kw_only=True, tag="troubled"):
    """The request could not be carried out, and the submission is not to blame (``scenarios.py`` or the kit is)."""

    message: str


class End(_Answer, frozen=True, kw_only=True, tag="end"):
    """The request is answered, by ``frames`` frames before this one."""

    frames: int


class Bye(_Message, frozen=True, kw_only=True, tag="bye"):
    """The last frame of a worker."""


Up = Hello | Ready | Observed | Searched | Traced | Simulated | Found | NotLoaded | Troubled | End | Bye


class _DownFrame(msgspec.Struct, forbid_unknown_fields=True):
    run: str
    seq: int
    body: Down


class _UpFrame(msgspec.Struct, forbid_unknown_fields=True):
    run: str
    seq: int
    body: Up


class FrameWriter:
    """Numbers messages and turns them into frames."""

    def __init__(self, run: str) -> None:
        self._run = run
        self._seq = 0
        self._total = 0

    def pack(self, message: Down | Up) -> bytes:
        """The bytes of the next frame. Raises ``ProtocolError``, and numbers nothing, when it would be too big."""
        data = msgspec.json.encode({"run": self._run, "seq": self._seq, "body": message})
        if len(data) > MAX_FRAME:
            raise ProtocolError(f"a frame of {len(data)} bytes (at most {MAX_FRAME})")
        if self._total + len(data) > MAX_TOTAL:
            raise ProtocolError(f"more than {MAX_TOTAL} bytes of frames")
        self._seq += 1
        self._total += len(data)
        return len(data).to_bytes(4, "big") + data


_Body = TypeVar("_Body")


class FrameReader(Generic[_Body]):
    """Turns bytes into messages, strictly. After a ``ProtocolError`` the reader must not be used again."""

    def __init__(self, run: str, decoder: msgspec.json.Decoder[Any]) -> None:
        self._run = run
        self._decoder = decoder
        self._buffer = bytearray()
        self._seq = 0
        self._total = 0

    @property
    def pending(self) -> int:
        """Bytes of an unfinished frame."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[_Body]:
        """The messages that these bytes complete. Raises ``ProtocolError``."""
        self._buffer += data
        messages: list[_Body] = []
        while len(self._buffer) >= 4:
            size = int.from_bytes(self._buffer[:4], "big")
            if size > MAX_FRAME:
                raise ProtocolError(f"a frame of {size} bytes (at most {MAX_FRAME})")
            if self._total + size > MAX_TOTAL:
                raise ProtocolError(f"more than {MAX_TOTAL} bytes of frames")
            if len(self._buffer) < 4 + size:
                break
            frame = bytes(self._buffer[4 : 4 + size])
            del self._buffer[: 4 + size]
            self._total += size
            messages.append(self._decode(frame))
        return messages

    def _decode(self, frame: bytes) -> _Body:
        if _depth_over(frame, MAX_DEPTH):
            raise ProtocolError(f"JSON nested deeper than {MAX_DEPTH}")
        try:
            envelope = self._decoder.decode(frame)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise ProtocolError(f"not a frame: {str(error)[:200]}") from None
        if envelope.run != self._run:
            raise ProtocolError("a frame of another run")
        if envelope.seq != self._seq:
            raise ProtocolError(f"frame {envelope.seq} where {self._seq} was due")
        self._seq += 1
        body: _Body = envelope.body
        for field in ("value", "trace", "timeline", "args"):
            _refuse_numbers(getattr(body, field, None))
        return body


def downward_reader(run: str) -> FrameReader[Down]:
    """The reader of a worker."""
    return FrameReader(run, msgspec.json.Decoder(_DownFrame))


def upward_reader(run: str) -> FrameReader[Up]:
    """The reader of the trusted process."""
    return FrameReader(run, msgspec.json.Decoder(_UpFrame))


_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"', re.DOTALL)
_BRACKET = re.compile(rb"[\[\]{}]")


def _depth_over(frame: bytes, limit: int) -> bool:
    """Whether the brackets nest deeper than ``limit``; cheap for the frames that nearly all frames are."""
    if frame.count(b"[") + frame.count(b"{") <= limit:
        return False
    depth = 0
    for match in _BRACKET.finditer(_STRING.sub(b"", frame)):
        depth += 1 if match[0] in b"[{" else -1
        if depth > limit:
            return True
    return False


def _refuse_numbers(value: Any) -> None:
    """Raise for a number that is not exact on both sides."""
    stack = [value]
    while stack:
        item = stack.pop()
        if type(item) is list:
            stack.extend(item)
        elif type(item) is dict:
            stack.extend(item.values())
        elif (type(item) is int and not -_MAX_INT <= item < _MAX_INT) or (
            type(item) is float and not math.isfinite(item)
        ):
            raise ProtocolError("a number out of range")
