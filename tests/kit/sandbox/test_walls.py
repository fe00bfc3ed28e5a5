"""The tiers, and the parts they are built from."""

import os
import platform
import struct
import subprocess
import sys

import pytest

from grader.sandbox import bubblewrap, seccomp, tree
from grader.sandbox.limits import Limits
from grader.sandbox.probe import TIERS, probe


@pytest.mark.parametrize("name", TIERS)
def test_a_tier_holds_or_says_what_does_not(name):
    probed = probe(name)
    wrong = [fact for fact in probed.facts if not fact.ok]
    assert probed.ok == (not wrong)
    assert probed.facts
    if name == "T0":
        assert probed.ok, wrong


def test_python_directories_hold_the_interpreter_and_no_duplicates():
    found = bubblewrap.python_directories()
    assert any(os.path.realpath(sys.executable).startswith(path + "/") for path in found) or os.path.realpath(
        sys.executable
    ).startswith("/usr/")
    assert not [a for a in found for b in found if a != b and a.startswith(b + "/")]


def test_command_ends_where_the_worker_begins():
    line = bubblewrap.command(Limits(tmp_mb=7), bubblewrap.Path("/somewhere/grader"), None, 9)
    assert line[-3:] == ["--seccomp", "9", "--"]
    assert line[line.index("/tmp", line.index("--tmpfs")) - 2] == str(7 << 20)
    assert "--die-with-parent" in line
    assert "--disable-userns" in line


def test_root_gets_a_user_for_each_worker(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    first, second = bubblewrap.worker_user(), bubblewrap.worker_user()
    assert first is not None
    assert first != second
    assert "--unshare-user" not in bubblewrap.command(Limits(), bubblewrap.Path("/x"), first, None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert bubblewrap.worker_user() is None


def run_filter(program: bytes, number: int, argument: int, architecture: int) -> int:
    """A classic BPF interpreter for the six operations in use."""
    operations = list(struct.iter_unpack("=HBBI", program))
    data = {0: number, 4: architecture, 16: argument}
    position = accumulator = 0
    while True:
        code, if_true, if_false, value = operations[position]
        position += 1
        if code == 0x20:
            accumulator = data[value]
        elif code == 0x06:
            return value
        else:
            truth = {0x15: accumulator == value, 0x35: accumulator >= value, 0x45: bool(accumulator & value)}[code]
            position += if_true if truth else if_false


X86 = 0xC000003E
ALLOW, DENY, MISSING, KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000


@pytest.mark.parametrize(
    ("number", "argument", "architecture", "answer"),
    [
        (0, 0, X86, ALLOW),  # read
        (41, 1, X86, ALLOW),  # socket(AF_UNIX)
        (41, 2, X86, ALLOW),  # socket(AF_INET): the network is private
        (41, 16, X86, DENY),  # socket(AF_NETLINK)
        (41, 40, X86, DENY),  # socket(AF_VSOCK)
        (53, 1, X86, ALLOW),  # socketpair
        (56, 0x01200011, X86, ALLOW),  # clone, as fork does
        (56, 0x10000000, X86, DENY),  # clone(CLONE_NEWUSER)
        (435, 0, X86, MISSING),  # clone3
        (272, 0, X86, DENY),  # unshare
        (319, 0, X86, DENY),  # memfd_create
        (101, 0, X86, DENY),  # ptrace
        (0x40000000, 0, X86, KILL),  # the x32 range
        (0, 0, 0x40000003, KILL),  # 32-bit
    ],
)
def test_system_call_filter(number, argument, architecture, answer):
    assert run_filter(seccomp.program("x86_64"), number, argument, architecture) == answer


def test_no_filter_for_an_unknown_machine():
    assert seccomp.program("sparc") is None
    assert seccomp.program("aarch64") is not None


@pytest.mark.skipif(platform.system() != "Linux", reason="only Linux has subreapers")
def test_sweep_takes_strangers_and_leaves_children():
    assert tree.become_subreaper()
    ours = subprocess.Popen(["sleep", "60"])
    theirs = subprocess.Popen(["sleep", "60"], start_new_session=True)
    spared = subprocess.Popen(["sleep", "60"], start_new_session=True)
    tree.spare(spared.pid)
    try:
        assert tree.sweep() == 1
        assert ours.poll() is None
        assert spared.poll() is None
    finally:
        tree.forget(spared.pid)
        for each in (ours, spared):
            each.kill()
            each.wait()
        theirs.returncode = -9  # reaped by the sweep, which Popen cannot know


def test_family_is_counted():
    tasks, memory = tree.tasks_and_memory(os.getpid())
    assert tasks >= 1
    assert memory > 1 << 20
