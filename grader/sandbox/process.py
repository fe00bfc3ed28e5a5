"""A process behind walls, seen from outside: start it, exchange bytes with it, end it without remainder.

Everything here happens in the caller's thread: one loop moves the bytes of the channel and of the two output pipes,
watches the clock, and looks at memory and processes now and then. Start and use a process in the same thread, and
keep that thread: the kernel kills a T2 worker when the thread that started it ends.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from grader.sandbox import bubblewrap, seccomp, tree
from grader.sandbox.bytecode import compile_worker
from grader.sandbox.forking import Forked, ForkServer, ServerGone
from grader.sandbox.limits import Limits

__all__ = ["SERVER", "LimitReached", "Timeout", "WalledProcess"]

_GRADER = Path(__file__).resolve().parent.parent
_LOOK = 0.1  # seconds between two looks at memory and processes


#: How every worker's interpreter is started.
_PYTHON = [sys.executable, "-s", "-P", "-B", "-u", "-X", "faulthandler"]


def _server() -> tuple[list[str], dict[str, str]]:
    return [*_PYTHON, f"{_GRADER}/worker/__main__.py"], bubblewrap.environment("/")


#: Where workers without walls come from.
SERVER = ForkServer(_server)


class Timeout(Exception):
    """The wall clock reached the deadline."""


class LimitReached(Exception):
    """The process took more than it may: ``what`` is memory, processes or output."""

    def __init__(self, what: str, detail: str) -> None:
        super().__init__(detail)
        self.what = what


class WalledProcess:
    """A started worker. ``tier`` is T0 (a plain process, no security boundary) or T2 (namespaces).

    Always ``end()`` it, whatever happened; afterwards no process and no directory of it is left.
    """

    def __init__(self, tier: str, limits: Limits, run: str) -> None:
        if tier not in ("T0", "T2"):
            raise ValueError(f"no such tier: {tier}")
        self.tier, self.limits, self.run = tier, limits, run
        self.output = bytearray()
        self._bytes_out = 0
        self._eof = False
        self._scratch = tempfile.mkdtemp(prefix="worker-") if tier == "T0" else None
        tree.become_subreaper()
        compile_worker(_GRADER)
        self._channel, inside = socket.socketpair()
        try:
            self._popen = self._start(inside)
        except BaseException:
            self._channel.close()
            self._remove_scratch()
            raise
        finally:
            inside.close()
        tree.spare(self._popen.pid)
        self._channel.settimeout(0)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._channel, selectors.EVENT_READ, "channel")
        for pipe in (self._popen.stdout, self._popen.stderr):
            assert pipe is not None
            os.set_blocking(pipe.fileno(), False)
            self._selector.register(pipe, selectors.EVENT_READ, "output")
        self._next_look = time.monotonic() + _LOOK

    def _start(self, inside: socket.socket) -> subprocess.Popen[bytes] | Forked:
        if self._scratch is not None and tree.become_subreaper():
            settings = self.limits.argument(private_processes=False, user=None)
            with contextlib.suppress(ServerGone):
                return SERVER.fork(inside.fileno(), self.run, settings, self._scratch)
        return self._start_python(inside)

    def _start_python(self, inside: socket.socket) -> subprocess.Popen[bytes]:
        handed = [inside.fileno()]
        user, filter_end = None, None
        line: list[str] = []
        grader = str(_GRADER)
        if self.tier == "T2":
            user, filter_end = bubblewrap.worker_user(), _filter_pipe()
            handed += [filter_end] if filter_end is not None else []
            line = bubblewrap.command(self.limits, _GRADER, user, filter_end)
            grader = bubblewrap.GRADER_INSIDE
        settings = self.limits.argument(private_processes=self.tier == "T2", user=user)
        line += [*_PYTHON, f"{grader}/worker/__main__.py", str(inside.fileno()), self.run, settings]
        try:
            return subprocess.Popen(
                line,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                bufsize=0,
                close_fds=True,
                pass_fds=handed,
                start_new_session=True,
                cwd=self._scratch,
                env=bubblewrap.environment(self._scratch or bubblewrap.SCRATCH),
            )
        finally:
            if filter_end is not None:
                os.close(filter_end)

    def send(self, data: bytes, deadline: float) -> None:
        """Write to the channel. Raises ``Timeout``, ``LimitReached``; ``receive`` finds out that a process has gone."""
        view = memoryview(data)
        while view:
            try:
                view = view[self._channel.send(view) :]
            except BlockingIOError:
                self._selector.modify(self._channel, selectors.EVENT_READ | selectors.EVENT_WRITE, "channel")
                try:
                    self._wait(deadline)
                finally:
                    self._selector.modify(self._channel, selectors.EVENT_READ, "channel")
            except OSError:
                return

    def receive(self, deadline: float) -> bytes:
        """The next bytes of the channel; b"" once the process has closed it. Raises ``Timeout``, ``LimitReached``."""
        while not self._eof:
            if self._wait(deadline):
                try:
                    data = self._channel.recv(1 << 16)
                except BlockingIOError:
                    continue
                except OSError:
                    data = b""
                self._eof = not data
                return data
        return b""

    def _wait(self, deadline: float) -> bool:
        """Wait for anything at all, take in output; True when the channel has something."""
        now = time.monotonic()
        if now >= deadline:
            raise Timeout
        if now >= self._next_look:
            self._look()
            self._next_look = now + _LOOK
        ready = self._selector.select(max(0.0, min(deadline, self._next_look) - now))
        for key, _ in ready:
            if key.data == "output":
                self._take(key)
        if self._bytes_out > self.limits.output_bytes:
            raise LimitReached("output", f"more than {self.limits.output_bytes} bytes of output")
        return any(key.data == "channel" for key, _ in ready)

    def _take(self, key: selectors.SelectorKey) -> None:
        try:
            data = os.read(key.fd, 1 << 16)
        except OSError:
            data = b""
        if not data:
            self._selector.unregister(key.fileobj)
        self._bytes_out += len(data)
        self.output += data[: max(0, self.limits.output_bytes - len(self.output))]

    def _look(self) -> None:
        tasks, memory = tree.tasks_and_memory(self._popen.pid)
        if tasks > self.limits.processes + 8:
            raise LimitReached("processes", f"{tasks} processes and threads (at most {self.limits.processes})")
        if memory > 2 * self.limits.memory_mb << 20:
            raise LimitReached(
                "memory", f"{memory >> 20} MiB in all its processes (at most {2 * self.limits.memory_mb})"
            )

    def end(self) -> int | None:
        """Kill whatever is left, reap it, keep the last of its output.

        Returns the exit code that it had reached by itself, if any; it is negative for death by a signal. Raises
        ``tree.SweepError`` if processes cannot be ended.
        """
        code = self._popen.poll()
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()
        tree.forget(self._popen.pid)
        try:
            tree.sweep()
        finally:
            self._drain()
            self._selector.close()
            for end in (self._channel, self._popen.stdout, self._popen.stderr):
                if end is not None:
                    end.close()
            self._remove_scratch()
        return code

    def _drain(self) -> None:
        """Take in what was written before the end; every writer is dead, so this cannot wait."""
        for key in list(self._selector.get_map().values()):
            while key.data == "output" and key.fileobj in self._selector.get_map():
                before = self._bytes_out
                self._take(key)
                if self._bytes_out == before:
                    break

    def remainder(self) -> bytes:
        """Bytes of the channel that nobody has received; call it after the process is known to be finished."""
        rest = b""
        with contextlib.suppress(OSError):
            while data := self._channel.recv(1 << 16):
                rest += data
        return rest

    def wait_exit(self, seconds: float) -> int | None:
        """The exit code, if the process ends by itself within this time."""
        try:
            return self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    @property
    def text(self) -> str:
        """What it wrote to stdout and stderr, as text that nobody may interpret."""
        return self.output.decode("utf-8", "replace")

    def _remove_scratch(self) -> None:
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _filter_pipe() -> int | None:
    """The read end of a pipe that holds the system-call filter; None where there is no filter for this machine."""
    code = seccomp.program()
    if code is None:
        return None
    read, write = os.pipe()
    os.write(write, code)
    os.close(write)
    return read
