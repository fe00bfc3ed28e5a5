"""Workers of tier T0 from a fork server (`grader.worker.forkserver`), as one handles a started process.

Only where orphans become our children (`tree.become_subreaper`); elsewhere each worker is started.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import socket
import subprocess
import time
from collections.abc import Callable
from typing import BinaryIO

from grader.sandbox import tree

__all__ = ["ForkServer", "Forked", "ServerGone"]


class ServerGone(Exception):
    """The fork server does not answer: start the worker instead."""


class Forked:
    """A forked worker: the part of ``subprocess.Popen`` that a ``WalledProcess`` uses."""

    def __init__(self, pid: int, stdout: BinaryIO, stderr: BinaryIO) -> None:
        self.pid, self.stdout, self.stderr = pid, stdout, stderr
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, os.WNOHANG)
            except ChildProcessError:
                self.returncode = -1  # somebody else has reaped it: it has ended, nobody knows how
            else:
                self.returncode = os.waitstatus_to_exitcode(status) if pid else None
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once there is one. Raises ``subprocess.TimeoutExpired``."""
        deadline = None if timeout is None else time.monotonic() + timeout
        pause = 0.0002
        while self.poll() is None:
            if deadline is not None and time.monotonic() > deadline:
                raise subprocess.TimeoutExpired("worker", timeout or 0)
            time.sleep(pause)
            pause = min(pause * 2, 0.02)
        assert self.returncode is not None
        return self.returncode


class ForkServer:
    """The server of this process, started at the first order. ``line``: what starts it, but for its descriptor."""

    def __init__(self, line: Callable[[], tuple[list[str], dict[str, str]]]) -> None:
        self._line = line
        self._process: subprocess.Popen[bytes] | None = None
        self._orders: socket.socket | None = None
        self._owner = 0

    def fork(self, channel: int, run: str, settings: str, folder: str) -> Forked:
        """A fresh worker. Raises ``ServerGone``."""
        out, out_inside = os.pipe()
        err, err_inside = os.pipe()
        ours = [os.fdopen(out, "rb", buffering=0), os.fdopen(err, "rb", buffering=0)]
        try:
            orders = self._reach()
            order = json.dumps({"run": run, "settings": settings, "folder": folder}).encode()
            socket.send_fds(orders, [order], [channel, out_inside, err_inside])
            pid = int(orders.recv(64))
        except (OSError, ValueError) as error:
            for end in ours:
                end.close()
            self.close()
            raise ServerGone(str(error)) from None
        finally:
            os.close(out_inside)
            os.close(err_inside)
        tree.spare(pid)
        return Forked(pid, ours[0], ours[1])

    def _reach(self) -> socket.socket:
        if self._orders is not None and self._owner == os.getpid():
            return self._orders
        line, environment = self._line()
        orders, inside = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with inside:
            self._process = subprocess.Popen(
                [*line, "--serve", str(inside.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[inside.fileno()],
                env=environment,
                cwd="/",
            )
        self._orders, self._owner = orders, os.getpid()
        atexit.register(self.close)
        return orders

    def close(self) -> None:
        """End the server. Workers that it forked live on."""
        orders, process = self._orders, self._process
        self._orders = self._process = None
        if orders is None or process is None or self._owner != os.getpid():
            return
        atexit.unregister(self.close)
        orders.close()
        try:
            process.wait(2)
        except subprocess.TimeoutExpired:
            process.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(2)
