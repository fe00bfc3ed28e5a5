"""A worker's life: hello, lock-down, ready, one submission, some requests, and a hard end.

The end is ``os._exit``: what a submission leaves behind (threads that never end, ``atexit`` functions, finalisers)
gets no turn after the last frame.
"""

from __future__ import annotations

import faulthandler
import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from grader.worker import call, explore, facts, simulate, stress
from grader.worker.lockdown import lock_down
from grader.worker.protocol import (
    VERSION,
    Bye,
    Call,
    Close,
    Collect,
    Down,
    End,
    Explore,
    Facts,
    FrameWriter,
    Hello,
    Load,
    NotLoaded,
    ProtocolError,
    Ready,
    Simulate,
    Stress,
    Troubled,
    Up,
    downward_reader,
)
from grader.worker.subject import LoadFailed, Subject, describe

__all__ = ["main"]

_ORPHAN_SECONDS = 10

# Taken now: the submission may replace the attributes of these modules, and the last frame must still get out.
_exit, _send = os._exit, socket.socket.sendall


def main(arguments: list[str]) -> NoReturn:
    """Serve one parent over the descriptor given as the first argument, then end the process."""
    descriptor, run, settings = int(arguments[0]), arguments[1], json.loads(arguments[2])
    channel = socket.socket(fileno=descriptor)
    channel.set_inheritable(False)
    line = Line(channel, run)
    line.say(Hello(protocol=VERSION, python=sys.version.split()[0]))
    line.say(Ready(limits=lock_down(settings)))
    try:
        _serve(line)
    except BaseException as error:  # the parent must learn of it, whatever it was
        line.say(Troubled(request="", message=f"the worker stopped: {describe(error)}"))
    _exit(0)


class Line:
    """The worker's end of the channel."""

    def __init__(self, channel: socket.socket, run: str) -> None:
        self._channel = channel
        self._reader = downward_reader(run)
        self._writer = FrameWriter(run)
        self._inbox: list[Down] = []

    def say(self, message: Up) -> None:
        """Send one message."""
        _send(self._channel, self._writer.pack(message))

    def listen(self) -> Down:
        """The next message; ends the process when the parent has gone."""
        while not self._inbox:
            data = self._channel.recv(1 << 16)
            if not data:
                _exit(0)
            self._inbox += self._reader.feed(data)
        return self._inbox.pop(0)


def _serve(line: Line) -> None:
    load = line.listen()
    if not isinstance(load, Load):
        raise ProtocolError("the first message must be load")
    subject = Subject(load.source, load.filename, load.scenarios)
    # The parent ends this in time. If it is not there any more, the kernel does: no handler, nothing to wait for.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(int(load.seconds) + _ORPHAN_SECONDS)
    # If the wall clock is going to end this, the stacks are worth having; a thread of C code writes them to stderr.
    faulthandler.dump_traceback_later(max(0.1, load.seconds * 0.9), exit=False)
    while not isinstance(request := line.listen(), Close):
        if isinstance(request, Load):
            raise ProtocolError("a worker takes one submission")
        frames = 0
        for answer in _answers(subject, request):
            line.say(answer)
            frames += 1
        line.say(End(request=request.request, frames=frames))
    line.say(Bye())


def _answers(subject: Subject, request: Any) -> Iterator[Up]:
    """What to say to a request; a fault of the submission or of the kit becomes an answer as well."""
    ways: dict[type, Any] = {
        Explore: explore.explore,
        Collect: explore.collect,
        Call: call.call,
        Stress: stress.stress,
        Simulate: simulate.simulate,
        Facts: facts.facts,
    }
    try:
        yield from ways[type(request)](subject, request)
    except LoadFailed as error:
        yield NotLoaded(request=request.request, kind=error.kind, message=error.message, line=error.line)
    except Exception as error:
        yield Troubled(request=request.request, message=_where(error))


def _where(error: Exception) -> str:
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f" ({Path(frame.tb_frame.f_code.co_filename).name}, line {frame.tb_lineno})" if frame else ""
    return describe(error) + place
