"""Each kind of failure as a person meets it: the screen of `grader explore`, and a program close to it that is fine."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from grader.interleave import FAILURE_KINDS, Program, explore
from tests.kit.cli.command import grader

PROGRAMS = Path(__file__).parent / "programs"

#: Kind: a wrong program, what its screen says, a right program that is close to it.
KINDS = {
    "assertion": ("fail/data/lost_update", ["assertion: assert failed: assert count == 2"], "pass/lock/counter"),
    "exception": (
        "fail/condition/if_around_wait",
        ["exception: IndexError: pop from empty list", "raises IndexError"],
        "pass/condition/bounded_buffer",
    ),
    "deadlock": (
        "fail/condition/one_item_for_two",
        ["deadlock: MainThread waits for", "(take) waits for a notify that nobody sends"],
        "pass/condition/extra_notifies",
    ),
    "lost-wakeup": (
        "fail/condition/lost_wakeup",
        [
            "lost-wakeup: Thread-1 (wait) waits for ever in line 11: the notify() of MainThread in line 18 came before",
            "and went to nobody",
            "notifies, but nobody waits",
        ],
        "pass/condition/notified_before_anybody_waits",
    ),
    "livelock": (
        "fail/lock/give_way_in_step",
        ["livelock: Thread-1 (both), Thread-2 (both) keep running but get nowhere", "... and so on"],
        "pass/lock/give_way_at_random",
    ),
    "starvation": (
        "fail/starvation/polite_writer",
        [
            "starvation: Thread-3 (write) (line 23) would get through alone",
            "while Thread-1 (read), Thread-2 (read) go on",
        ],
        "pass/starvation/readers_come_to_an_end",
    ),
    "step-limit": (
        "fail/thread/spins_for_ever",
        ["step-limit: still running after 20,000 steps"],
        "pass/thread/spin_on_a_flag",
    ),
}
#: Shown elsewhere, since it takes more than a file: see the tests named.
ELSEWHERE = {"leak", "nondeterminism"}


def words(text: str) -> str:
    """The screen's words, however its lines are broken."""
    return " ".join(text.split())


def test_every_kind_is_here() -> None:
    assert set(KINDS) | ELSEWHERE == set(FAILURE_KINDS)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_screen_names_the_kind_and_what_went_wrong(kind: str) -> None:
    wrong, said, _ = KINDS[kind]
    done = grader("explore", f"{Path(wrong).name}.py", cwd=(PROGRAMS / wrong).parent)
    assert done.returncode == 1, done.stderr
    for sentence in said:
        assert sentence in words(done.stdout), done.stdout


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_json_names_the_kind(kind: str) -> None:
    wrong, _, _ = KINDS[kind]
    done = grader("explore", f"{Path(wrong).name}.py", "--json", "-", cwd=(PROGRAMS / wrong).parent)
    found = json.loads(done.stdout)
    assert (found["verdict"], found["failure"]["kind"]) == ("failure", kind)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_program_that_is_close_to_it_is_fine(kind: str) -> None:
    _, _, right = KINDS[kind]
    done = grader("explore", f"{Path(right).name}.py", "--executions", "200", cwd=(PROGRAMS / right).parent)
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("No failure found in ")


def test_a_leak_where_it_is_asked_for() -> None:
    source = "import threading\n\n\ndef main():\n    threading.Thread(target=print).start()\n"
    found = explore(Program(source, "p.py"), leaks_fail=True).failure
    assert found is not None
    assert found.failure is not None
    assert found.failure.kind == "leak"
    joined = (
        source.replace(".start()", "").replace("    threading", "    t = threading") + "    t.start()\n    t.join()\n"
    )
    assert explore(Program(joined, "p.py"), leaks_fail=True).failure is None


NONDETERMINISTIC = {
    "random_bytes": "import os\n\n\ndef choose():\n    return os.urandom(1)[0] % 2\n",
    "system_random": "import random\n\n\ndef choose():\n    return random.SystemRandom().randrange(2)\n",
    "secrets": "import secrets\n\n\ndef choose():\n    return secrets.randbelow(2)\n",
    "real_clock": "import datetime\n\n\ndef choose():\n    return datetime.datetime.now().microsecond % 997\n",
    "outside_state": ("import sys\n\n\ndef choose():\n    sys.k = getattr(sys, 'k', 0) + 1\n    return sys.k % 2\n"),
}
MAIN = """

import threading

value = 0


def work():
    global value
    for _ in range(1 + choose()):
        value += 1


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
"""


@pytest.mark.parametrize("cause", sorted(NONDETERMINISTIC))
def test_a_program_that_does_not_repeat_cannot_be_judged(cause: str, tmp_path: Path) -> None:
    (tmp_path / "p.py").write_text(NONDETERMINISTIC[cause] + MAIN)
    done = grader("explore", "p.py", "--executions", "300", cwd=tmp_path)
    assert done.returncode == 3, done.stdout
    assert re.search(
        r"one schedule run twice gave two different runs: "
        r"(they part at decision \d+: the first has .*, the second finds "
        r"|the first (ended with|returned) .*, the second )",
        words(done.stdout),
    )


REPEATS = {
    "set_of_strings": "def choose():\n    return len(next(iter({'a', 'bb', 'ccc'}))) % 2\n",
    "seedless_random": "import random\n\n\ndef choose():\n    return random.randrange(2)\n",
    "clock": "import time\n\n\ndef choose():\n    return int(time.time() * 1e6) % 2\n",
    "ids": "def choose():\n    return id(object()) % 2\n",
}


@pytest.mark.parametrize("cause", sorted(REPEATS))
def test_what_is_controlled_repeats(cause: str, tmp_path: Path) -> None:
    """Hashes of strings, `random`, the clock and `id` are the same in each execution, and in each process."""
    (tmp_path / "p.py").write_text(REPEATS[cause] + MAIN + "    assert value < 4\n")
    seen = []
    for seed in ("1", "2"):
        done = grader("explore", "p.py", "--executions", "200", "--json", "-", cwd=tmp_path, PYTHONHASHSEED=seed)
        found = json.loads(done.stdout)
        assert found["verdict"] != "inconclusive"
        seen.append({**found, "seconds": 0})
    assert seen[0] == seen[1]
