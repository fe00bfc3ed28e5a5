"""A conversation with one worker, as the trusted process leads it.

Whatever the worker does, ``ask`` either returns a complete, well-formed answer or raises ``NoAnswer`` with one of the
statuses of the result model. There is no third way, so nothing that a worker leaves out can become a pass.
"""

from __future__ import annotations

import re
import secrets
import signal
import time
from typing import Any

import msgspec

from grader.sandbox.limits import Limits
from grader.sandbox.process import LimitReached, Timeout, WalledProcess
from grader.sandbox.tree import SweepError
from grader.worker.protocol import (
    VERSION,
    Bye,
    Close,
    Down,
    End,
    FrameWriter,
    Hello,
    Load,
    NotLoaded,
    ProtocolError,
    Ready,
    Troubled,
    Up,
    upward_reader,
)

__all__ = ["NoAnswer", "Session"]

_START_SECONDS = 20.0  # a worker that is not ready by then is our fault, on any machine


class NoAnswer(Exception):
    """The worker did not answer: ``status`` says whose fault that is, the text says what happened."""

    def __init__(self, status: str, message: str, *, kind: str | None = None, output: str = "") -> None:
        super().__init__(message)
        self.status, self.message, self.kind, self.output = status, message, kind, output


class Session:
    """One worker, one submission, some requests. Always ``end()`` it; ``finish()`` first if all went well."""

    def __init__(self, tier: str, limits: Limits) -> None:
        self._run = secrets.token_hex(16)
        self._limits = limits
        self._writer = FrameWriter(self._run)
        self._reader = upward_reader(self._run)
        self._inbox: list[Up] = []
        self._deadline = time.monotonic() + _START_SECONDS
        self._seconds = limits.seconds
        self._ready = False
        self._process = WalledProcess(tier, limits, self._run)

    def load(self, source: str, filename: str, scenarios: str, seconds: float | None = None) -> None:
        """Wait until the worker has locked itself down, then hand it the submission. The wall clock starts here."""
        seconds = self._seconds = self._limits.seconds if seconds is None else seconds
        hello, ready = self._next(), self._next()
        if not isinstance(hello, Hello) or not isinstance(ready, Ready) or hello.protocol != VERSION:
            raise self._abuse("the worker did not introduce itself")
        self._ready = True
        self._deadline = time.monotonic() + seconds
        self._say(Load(source=source, filename=filename, scenarios=scenarios, seconds=seconds))

    def ask(self, request: Any) -> list[Up]:
        """The frames that answer the request, without the last.

        Raises ``NoAnswer``, also for a submission that does not load.
        """
        # Drawn now, so that nobody could answer before the question.
        request = msgspec.structs.replace(request, request=secrets.token_hex(8))
        self._say(request)
        answers: list[Up] = []
        while True:
            message = self._next()
            if isinstance(message, Hello | Ready | Bye) or message.request != request.request:
                if isinstance(message, Troubled) and not message.request:
                    raise self._trouble(message.message)
                raise self._abuse("an answer to nothing that was asked")
            if isinstance(message, End):
                break
            answers.append(message)
        if message.frames != len(answers) or self._inbox:
            raise self._abuse("frames after the end of an answer, or missing before it")
        for answer in answers:
            if isinstance(answer, Troubled):
                raise self._trouble(answer.message)
            if isinstance(answer, NotLoaded):
                raise NoAnswer("student_error", _load_message(answer), kind=answer.kind, output=self._process.text)
        return answers

    def finish(self) -> None:
        """Say that nothing else is asked, and hear only the last frame. Raises ``NoAnswer`` for anything more."""
        self._say(Close())
        if not isinstance(self._next(), Bye) or self._inbox:
            raise self._abuse("frames after the end")
        try:
            while data := self._process.receive(min(self._deadline, time.monotonic() + 0.5)):
                self._feed(data)
        except Timeout:
            pass  # somebody else still holds the channel; nothing it writes from now on is read
        except LimitReached as error:
            raise NoAnswer("limit", str(error), kind=error.what, output=self._process.text) from None
        if self._inbox or self._reader.pending:
            raise self._abuse("frames after the end")

    def end(self) -> str:
        """End the worker and all it started; returns what it printed. Raises ``NoAnswer`` if that fails."""
        try:
            self._process.end()
        except SweepError as error:
            raise NoAnswer("grader_error", str(error)) from None
        return self._process.text

    def _say(self, message: Down) -> None:
        try:
            data = self._writer.pack(message)
        except ProtocolError as error:
            raise NoAnswer("grader_error", f"the request is too big: {error}") from None
        self._guard(lambda: self._process.send(data, self._deadline))

    def _next(self) -> Up:
        while not self._inbox:
            data = self._guard(lambda: self._process.receive(self._deadline))
            if not data:
                raise self._gone()
            self._feed(data)
        return self._inbox.pop(0)

    def _feed(self, data: bytes) -> None:
        try:
            self._inbox += self._reader.feed(data)
        except ProtocolError as error:
            raise self._abuse(str(error)) from None

    def _guard(self, action: Any) -> Any:
        try:
            return action()
        except Timeout:
            if not self._ready:
                raise NoAnswer("grader_error", "the worker did not start", output=self._process.text) from None
            stacks = _stacks(self._process.text)
            raise NoAnswer(
                "timeout", f"no end after {self._seconds:.3g} seconds{stacks}", output=self._process.text
            ) from None
        except LimitReached as error:
            raise NoAnswer("limit", str(error), kind=error.what, output=self._process.text) from None

    def _gone(self) -> NoAnswer:
        """The channel is closed although the conversation is not over."""
        if self._reader.pending:
            return self._abuse("the end of the channel in the middle of a frame")
        code = self._process.wait_exit(0.5)
        output = self._process.text
        if not self._ready:
            return NoAnswer(
                "grader_error", f"the worker did not start (exit code {code}): {output[-400:]}", output=output
            )
        if code is None:
            return NoAnswer("student_error", "the program closed the channel of the worker process", output=output)
        if code > 128 and self._process.tier == "T2":
            code = 128 - code
        if code >= 0:
            text = f"the program ended the worker process (exit code {code}) before the scenario finished"
            return NoAnswer("student_error", text, output=output)
        if -code == signal.SIGXCPU:
            return NoAnswer("timeout", f"no end after {self._seconds:.3g} seconds of computing", output=output)
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"number {-code}"
        text = f"the worker process was ended by signal {name} before the scenario finished"
        return NoAnswer("student_error", text, output=output)

    def _abuse(self, what: str) -> NoAnswer:
        status = "integrity" if self._ready else "grader_error"
        return NoAnswer(status, f"the program interfered with the worker's channel: {what}", output=self._process.text)

    def _trouble(self, message: str) -> NoAnswer:
        if message.startswith("MemoryError"):
            return NoAnswer("limit", f"more than {self._limits.memory_mb} MiB of memory", kind="memory")
        if "ProtocolError: " in message:
            return NoAnswer("limit", "the results are too large to be reported", kind="output")
        return NoAnswer("grader_error", f"the scenario could not be run: {message}", output=self._process.text)


def _load_message(answer: NotLoaded) -> str:
    where = f" (line {answer.line})" if answer.line else ""
    what = {
        "syntax": "the file is not valid Python",
        "import": "the file cannot be imported",
        "missing-entry": "something is missing in the file",
        "unmodelled": "the file cannot be checked",
    }.get(answer.kind, "the file cannot be used")
    return f"{what}{where}: {answer.message}"


_FRAME = re.compile(r'^  File "([^"/<>]+\.py)", line (\d+) in (\S+)', re.MULTILINE)


def _stacks(text: str) -> str:
    """Where the student's own lines were when the dump was made, if one was: `` (transfer.py line 7 in transfer)``."""
    dump = text[text.rfind("Timeout (") :] if "Timeout (" in text else ""
    places = list(
        dict.fromkeys(
            f"{file} line {line} in {name}" for file, line, name in _FRAME.findall(dump) if file != "scenarios.py"
        )
    )
    return f" (last seen: {'; '.join(places[:4])})" if places else ""
