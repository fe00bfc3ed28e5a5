"""A process that has imported all that a worker needs, and forks a fresh worker each time it is asked.

It takes in no byte of any submission, so each worker begins as untouched as a started one, in a tenth of the time.
An order is one packet: JSON (`run`, `settings`, `folder`, the worker's own) and three descriptors (the worker's
channel, its stdout, its stderr). The answer is one packet: the worker's process number, in decimal. The worker is no
child of this process: it is forked twice, so that it becomes the child of whoever ordered it (the nearest subreaper).
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
from typing import Any, NoReturn

from grader.interleave.instrument.program import instrument
from grader.interleave.world.loader import the_world
from grader.worker.main import main

__all__ = ["serve"]

_PACKET = 1 << 16


def serve(descriptor: int) -> NoReturn:
    """Fork workers until the other end of the socket is closed."""
    # Ctrl-C is for the process that gives the orders; it closes the socket.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders = socket.socket(fileno=descriptor)
    the_world()
    instrument("import x\nx.y[0] += 1\n", "warm up")
    gc.collect()
    gc.freeze()
    while True:
        packet, handed, _, _ = socket.recv_fds(orders, _PACKET, 3)
        if not packet:
            os._exit(0)
        number = _fork(orders, json.loads(packet), handed)
        for each in handed:
            os.close(each)
        orders.send(b"%d" % number)


def _fork(orders: socket.socket, order: dict[str, Any], handed: list[int]) -> int:
    """Fork a worker; return its number once it is nobody's child here."""
    read, write = os.pipe()
    between = os.fork()
    if between == 0:
        worker = os.fork()
        if worker == 0:
            orders.close()
            os.close(read)
            os.close(write)
            _work(order, handed)
        os.write(write, b"%d" % worker)
        os._exit(0)
    os.close(write)
    number = int(os.read(read, 32))
    os.close(read)
    os.waitpid(between, 0)
    return number


def _work(order: dict[str, Any], handed: list[int]) -> NoReturn:
    channel, out, err = handed
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(out, 1)
    os.dup2(err, 2)
    os.close(out)
    os.close(err)
    os.chdir(order["folder"])
    os.environ.update(HOME=order["folder"], TMPDIR=order["folder"])
    main([str(channel), order["run"], order["settings"]])
