"""Workers from the fork server are as fresh as started ones, and nothing of the server stays."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from grader.sandbox import process, tree
from grader.sandbox.forking import Forked, ForkServer, ServerGone
from grader.sandbox.limits import Limits
from grader.sandbox.session import Session
from grader.worker.protocol import Call, Observed

SCENARIOS = """
import os, sys
def leave(student):
    sys.modules["left"] = student
    student.__dict__["seen"] = True
    return [os.getpid(), os.getsid(0), os.getcwd(), os.environ["HOME"]]
def look(student):
    return ["left" in sys.modules, hasattr(student, "seen")]
def draw(student):
    import random
    return random.random()
def descriptors(student):
    return len(os.listdir("/proc/self/fd"))
"""
pytestmark = pytest.mark.skipif(not tree.become_subreaper(), reason="no subreaper here: each worker is started")


@pytest.fixture(autouse=True)
def server():
    yield process.SERVER
    process.SERVER.close()


def ask(scenario):
    session = Session("T0", Limits())
    try:
        session.load("x = 1\n", "a.py", SCENARIOS)
        (answer,) = session.ask(Call(request="", scenario=scenario, args=[]))
        session.finish()
    finally:
        session.end()
    assert isinstance(answer, Observed)
    return answer.value


def test_each_worker_is_a_process_of_its_own_and_knows_nothing_of_the_one_before(server):
    first, second = ask("leave"), ask("leave")
    assert server._process is not None, "the workers were not forked"
    assert first[0] != second[0]
    assert first[2] != second[2]
    for pid, session, folder, home in (first, second):
        assert (session, home) == (pid, folder)
        assert not Path(folder).exists()
        assert not Path(f"/proc/{pid}").exists()
    assert ask("look") == [False, False]
    assert ask("draw") != ask("draw")


def test_a_forked_worker_has_the_descriptors_of_a_started_one(monkeypatch):
    forked = ask("descriptors")
    monkeypatch.setattr(process.SERVER, "fork", refuse)
    assert ask("descriptors") == forked


def refuse(*_):
    raise ServerGone("no")


def test_a_server_that_dies_costs_nothing(server):
    ask("leave")
    os.kill(server._process.pid, signal.SIGKILL)
    server._process.wait()
    assert ask("look") == [False, False]
    assert ask("look") == [False, False]
    assert server._process is not None, "a new one has been started"


def test_a_server_that_does_not_start_costs_nothing(monkeypatch):
    dead = ForkServer(lambda: ([sys.executable, "-c", "raise SystemExit(3)"], {}))
    monkeypatch.setattr(process, "SERVER", dead)
    assert ask("look") == [False, False]
    assert dead._process is None


def test_the_server_ends_with_whoever_started_it():
    code = (
        "import os; from grader.sandbox import process; from grader.sandbox.session import Session\n"
        "from grader.sandbox.limits import Limits\n"
        "s = Session('T0', Limits()); s.load('', 'a.py', ''); print(process.SERVER._process.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    pid = int(done.stdout)
    # Orphans become ours: the server, and the worker, whose channel has closed.
    assert os.waitpid(pid, 0)[0] == pid
    tree.sweep()


def test_exit_codes_are_those_of_popen():
    for action, code in ((lambda: os._exit(7), 7), (lambda: os.kill(os.getpid(), signal.SIGTERM), -signal.SIGTERM)):
        pid = os.fork()
        if pid == 0:
            action()
        forked = Forked(pid, open(os.devnull, "rb"), open(os.devnull, "rb"))  # noqa: SIM115
        assert forked.wait(10) == code
        assert forked.poll() == code
        forked.stdout.close()
        forked.stderr.close()
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(write)
        os.read(read, 1)
        os._exit(0)
    forked = Forked(pid, os.fdopen(read, "rb"), open(os.devnull, "rb"))  # noqa: SIM115
    with pytest.raises(subprocess.TimeoutExpired):
        forked.wait(0.01)
    os.close(write)
    assert forked.wait(10) == 0
    forked.stdout.close()
    forked.stderr.close()
