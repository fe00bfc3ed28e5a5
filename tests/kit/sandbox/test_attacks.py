"""What hostile submissions try, one each, and how it must end: with a status, never with an answer that helps them."""

import textwrap

import pytest

from grader.sandbox.limits import Limits
from grader.sandbox.session import NoAnswer

# Finds the channel as an attacker would: by trying every descriptor.
FIND_CHANNEL = """
import os, socket, struct
def channel():
    for number in range(3, 256):
        try:
            end = socket.socket(fileno=os.dup(number))
            if end.family == socket.AF_UNIX:
                return end
        except OSError:
            pass
"""
SHORT = Limits(seconds=0.7)


def test_exit_at_import_with_code_0(refused):
    error = refused("import os\nos._exit(0)\n")
    assert error.status == "student_error"
    assert error.message == "the program ended the worker process (exit code 0) before the scenario finished"


def test_exit_in_the_scenario(refused):
    error = refused("import os\ndef go(): os._exit(3)\n")
    assert error.status == "student_error"
    assert "exit code 3" in error.message


def test_sys_exit_at_import_is_an_import_that_fails(refused):
    error = refused("import sys\nsys.exit(0)\n")
    assert (error.status, error.message) == ("student_error", "the file cannot be imported (line 2): SystemExit: 0")


def test_sys_exit_in_the_scenario_is_an_exception(attack):
    assert attack("def go(): raise SystemExit(0)\n").failure.name == "SystemExit"


def test_syntax_error(refused):
    error = refused("def go(:\n")
    assert error.status == "student_error"
    assert error.message.startswith("the file is not valid Python (line 1): invalid syntax")


def test_death_by_a_signal(refused):
    error = refused("import os, signal\ndef go(): os.kill(os.getpid(), signal.SIGSEGV)\n")
    assert (error.status, "SIGSEGV" in error.message) == ("student_error", True)


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("class Same:\n    def __eq__(self, other): return True\ndef go(): return Same()\n", "a value of type Same"),
        ("class Text(str): pass\ndef go(): return Text('passed')\n", "a value of type Text"),
        (
            "class Number(int):\n    def __eq__(self, other): return True\ndef go(): return [Number(1)]\n",
            "a value of type Number",
        ),
        ("def go(): return float('nan')\n", "the float nan"),
        ("def go(): return 1 << 70\n", "an int of more than 64 bits"),
        ("def go():\n    a = []\n    a.append(a)\n    return a\n", "values nested deeper than 40"),
        ("def go(): return '\\ud800'\n", "a str that is not valid Unicode"),
    ],
    ids=["equals_everything", "str_subclass", "int_subclass", "nan", "huge_int", "endless_list", "surrogate"],
)
def test_values_that_lie(attack, body, found):
    observed = attack(body)
    assert (observed.failure.kind, observed.failure.message) == ("unencodable", found)
    assert observed.value is None


def test_endless_loop_says_where(refused):
    error = refused("def go():\n    while True:\n        pass\n", limits=SHORT)
    assert error.status == "timeout"
    assert "attack.py line" in error.message
    assert "in go" in error.message


def test_endless_loop_that_catches_everything(refused):
    source = (
        "def go():\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass\n"
    )
    assert refused(source, limits=SHORT).status == "timeout"


def test_stopping_oneself(refused):
    assert (
        refused("import os, signal\ndef go(): os.kill(os.getpid(), signal.SIGSTOP)\n", limits=SHORT).status == "timeout"
    )


def test_real_deadlock(refused):
    assert (
        refused(
            "import threading\ndef go():\n    a = threading.Lock()\n    a.acquire()\n    a.acquire()\n", limits=SHORT
        ).status
        == "timeout"
    )


def test_daemon_is_gone_afterwards(attack):
    source = """
        import os, signal, time
        def go():
            if os.fork() == 0:
                os.setsid()
                signal.signal(signal.SIGHUP, signal.SIG_IGN)
                if os.fork() == 0:
                    time.sleep(60)
                os._exit(0)
            os.wait()
            return "left a daemon"
    """
    assert attack(textwrap.dedent(source)).value == "left a daemon"  # the helper looks for it


def test_daemon_that_holds_the_channel(attack):
    source = (
        "import os, time\ndef go():\n    if os.fork() == 0:\n"
        "        os.setsid()\n        time.sleep(60)\n    return 1\n"
    )
    assert attack(source).value == 1


def test_chain_of_forks(attack):
    source = """
        import os
        def go():
            if os.fork() == 0:
                while True:
                    os.setsid()
                    if os.fork():
                        os._exit(0)
            return 1
    """
    assert attack(textwrap.dedent(source), limits=Limits(seconds=5.0, processes=20)).value == 1


def test_output_flood(refused):
    error = refused("def go():\n    while True: print('x' * 10_000)\n")
    assert (error.status, error.kind) == ("limit", "output")


def test_slow_readers_are_not_needed(attack):
    assert attack("import sys\ndef go():\n    sys.stderr.write('x' * 900_000)\n    return 1\n").value == 1


def test_memory_bomb(attack):
    observed = attack("def go(): return len(bytearray(600 << 20))\n", limits=Limits(seconds=5.0, memory_mb=300))
    assert observed.failure.name == "MemoryError"


def test_memory_in_many_processes(refused):
    source = """
        import os, time
        def go():
            for _ in range(4):
                if os.fork() == 0:
                    keep = b"x" * (60 << 20)
                    time.sleep(60)
            time.sleep(60)
    """
    error = refused(textwrap.dedent(source), limits=Limits(seconds=3.0, memory_mb=100))
    assert (error.status, error.kind) == ("limit", "memory")


def test_more_processes_than_allowed(tier, converse):
    source = """
        import os, time
        def go():
            for _ in range(30):
                if os.fork() == 0:
                    time.sleep(60)
            time.sleep(60)
    """
    limits = Limits(seconds=3.0, processes=10)
    if tier == "T0":  # counted from outside, now and then
        with pytest.raises(NoAnswer) as caught:
            converse(tier, textwrap.dedent(source), limits=limits)
        assert (caught.value.status, caught.value.kind) == ("limit", "processes")
    else:  # refused by the kernel
        assert converse(tier, textwrap.dedent(source), limits=limits).failure.name == "BlockingIOError"


def test_large_file(attack):
    source = "def go():\n    with open('big', 'wb') as file:\n        file.write(b'x' * (3 << 20))\n"
    assert attack(source, limits=Limits(seconds=5.0, file_mb=1)).failure.name == "OSError"


def test_rubbish_to_every_descriptor(refused):
    source = """
        import os
        def go():
            for number in range(3, 256):
                try: os.write(number, b'{"status": "passed"}' * 10)
                except OSError: pass
            return 1
    """
    assert refused(textwrap.dedent(source)).status == "integrity"


def test_closing_every_descriptor(refused):
    error = refused("import os, time\ndef go():\n    os.closerange(3, 256)\n    time.sleep(60)\n", limits=SHORT)
    assert (error.status, error.message) == ("student_error", "the program closed the channel of the worker process")


def test_frame_that_is_too_large(refused):
    error = refused(
        FIND_CHANNEL + "def go():\n    channel().sendall(struct.pack('>I', (1 << 20) + 1) + b'[' * 100)\n    return 1\n"
    )
    assert (error.status, "1048577 bytes" in error.message) == ("integrity", True)


def test_frame_that_is_too_deep(refused):
    body = (
        "def go():\n    data = b'[' * 65 + b']' * 65\n    channel().sendall(struct.pack('>I', len(data)) + data)\n"
        "    return 1\n"
    )
    error = refused(FIND_CHANNEL + body)
    assert (error.status, "nested deeper" in error.message) == ("integrity", True)


PATCHED = """
import grader.worker.protocol as protocol
pack = protocol.FrameWriter.pack
def patched(self, message):
    kind = type(message).__name__
    data = pack(self, message)
    {action}
    return data
protocol.FrameWriter.pack = patched
def go(): return 1
"""


@pytest.mark.parametrize(
    "action",
    [
        "if kind == 'End': data += pack(self, protocol.Observed(request=message.request, value=120))",
        "if kind == 'End': data += pack(self, protocol.End(request=message.request, frames=0))",
        "if kind == 'Bye': data += pack(self, protocol.Ready(limits=[]))",
        "if kind == 'Observed': data += data",
        "if kind == 'Observed': self._seq += 1",
        "if kind == 'Observed': self._seq -= 1",
        "if kind == 'Observed': self._run = '0' * 32",
        "if kind == 'End': message = protocol.End(request='', frames=1); data = pack(self, message)",
        "if kind == 'Observed': data = data[:-1]",
        "if kind == 'Observed': data = data.replace(b'observed', b'passed')",
        "if kind == 'Observed': data = data.replace(b'\"value\":1', b'\"value\":NaN')",
        "if kind == 'Bye': data = data[:-3]",
    ],
    ids=[
        "answer_after_the_end",
        "two_ends",
        "frame_after_the_last",
        "same_frame_twice",
        "gap_in_the_numbers",
        "number_twice",
        "other_run",
        "end_of_something_else",
        "frame_cut_short",
        "word_for_pass",
        "nan",
        "last_frame_cut_short",
    ],
)
def test_frames_that_are_not_in_order(refused, action):
    assert refused(PATCHED.format(action=action), limits=SHORT).status in {"integrity", "timeout"}


def test_frames_after_the_end_are_tampering(refused):
    action = "if kind == 'Bye': data += pack(self, protocol.Ready(limits=[]))"
    error = refused(PATCHED.format(action=action))
    assert (error.status, "after the end" in error.message) == ("integrity", True)


def test_answers_before_the_question(refused):
    source = (
        FIND_CHANNEL
        + """
import gc, grader.worker.protocol as protocol
writer = next(each for each in gc.get_objects() if type(each) is protocol.FrameWriter)
answer = writer.pack(protocol.Observed(request="", value=120))
channel().sendall(answer + writer.pack(protocol.End(request="", frames=1)))
def go(): return 1
"""
    )
    assert refused(source).status == "integrity"


def test_patched_exit_and_excepthook_do_not_matter(attack):
    source = (
        "import os, sys, threading\nos._exit = lambda code: None\nsys.excepthook = threading.excepthook = None\n"
        "def go(): return 1\n"
    )
    assert attack(source).value == 1


def test_exception_nobody_waits_for(attack):
    source = (
        "import threading\ndef go():\n    t = threading.Thread(target=lambda: 1 / 0, name='child')\n"
        "    t.start()\n    t.join()\n    return 1\n"
    )
    observed = attack(source)
    assert (observed.failure.name, observed.failure.task, observed.failure.line) == ("ZeroDivisionError", "child", 3)


def test_exception_whose_text_raises(attack):
    source = "class Bad(Exception):\n    def __str__(self): raise SystemExit\ndef go(): raise Bad\n"
    assert attack(source).failure.name == "Bad"


def test_thread_that_stays(attack):
    source = (
        "import threading\ndef go():\n    threading.Thread(target=threading.Event().wait, name='stays').start()\n"
        "    return 1\n"
    )
    assert attack(source).leaked == ["stays"]


def test_the_next_student_is_served_as_if_nothing_had_happened(refused, attack):
    for source in ("import os\nos._exit(0)\n", "def go():\n    while True: print('x' * 10_000)\n"):
        refused(source)
        assert attack("def go(): return 7\n").value == 7


def test_surroundings_are_bare(attack):
    source = """
        import os, sys
        def go():
            return {"environment": sorted(os.environ), "input": sys.stdin.read(), "hash": hash("a") == hash("a"),
                    "path": [p for p in sys.path if os.path.exists(os.path.join(p, "solutions"))]}
    """
    value = attack(textwrap.dedent(source)).value
    allowed = {"HOME", "TMPDIR", "PATH", "LANG", "MALLOC_ARENA_MAX", "PYTHONHASHSEED", "PYCSP_HOST", "PWD", "LC_CTYPE"}
    assert set(value["environment"]) <= allowed
    assert value["input"] == ""


def test_a_worker_whose_parent_is_gone_has_an_end(converse, tier):
    source = "import signal\ndef go(): return signal.getitimer(signal.ITIMER_REAL)[0]\n"
    assert 0 < converse(tier, source, limits=Limits(seconds=5.0)).value <= 15


def test_cpu_time_has_an_end_of_its_own(refused):
    source = "import resource, signal\nsignal.setitimer(signal.ITIMER_REAL, 0)\n"
    source += "resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\ndef go():\n    while True: pass\n"
    error = refused(source, limits=Limits(seconds=20.0))
    assert (error.status, "of computing" in error.message) == ("timeout", True)


def test_results_that_are_too_large(attack):
    assert attack("def go(): return 'x' * 200_000\n").failure.message == "more than 150000 characters"
