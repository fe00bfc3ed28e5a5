"""A token stands for exactly one execution: here, later, in another process; or an error says why not."""

from __future__ import annotations

import contextlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.interleave import (
    STRATEGIES,
    BadToken,
    Divergence,
    Exploration,
    Program,
    Schedule,
    collect_trace,
    explore,
    replay,
)
from grader.interleave.engine.schedule import hash_source

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = Path(__file__).parent / "programs"

ORDER = """
import threading

lines = []

def say(name):
    for i in range(2):
        print(name, i)
        lines.append(f"{name}{i}")

def main():
    tasks = [threading.Thread(target=say, args=(name,)) for name in "abc"]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    return " ".join(lines)
"""


def order(changed: str = ORDER) -> Program:
    return Program(changed, "order.py")


def with_decisions(*decisions: int, source: str = ORDER) -> str:
    return Schedule(decisions, hash_source(source)).to_token()


# ---------------------------------------------------------------- the token as text


@pytest.mark.parametrize("seed", range(50))
def test_a_schedule_survives_the_way_through_its_token(seed: int) -> None:
    chance = random.Random(seed)
    decisions: list[int] = []
    for _ in range(chance.choice([0, 1, 5, 60])):
        task = chance.choice([0, 1, 2, 7, 30, 31, 32, 200, 100_000])
        decisions += [task] * chance.choice([1, 1, 2, 7, 8, 9, 24, 25, 300])
    fair, gil_only, livelock = (chance.random() < 0.5 for _ in range(3))
    schedule = Schedule(tuple(decisions), chance.randbytes(4), fair=fair, gil_only=gil_only, livelock=livelock)
    token = schedule.to_token()
    assert Schedule.from_token(token) == schedule
    assert token.isalnum()
    assert token == token.upper()
    assert Schedule.from_token(f"  {token.lower()}\n") == schedule


def test_a_token_is_short() -> None:
    assert len(with_decisions(*[0] * 1000, *[1] * 1000, *[0] * 1000)) < 40
    assert len(with_decisions(*[0, 1] * 5000)) < 120


def test_any_change_of_a_token_is_noticed() -> None:
    token = with_decisions(0, 1, 2, 2, 1, 0, 0, 1)
    whole = Schedule.from_token(token)
    for index in range(len(token)):
        for letter in "A7":
            changed = token[:index] + letter + token[index + 1 :]
            with contextlib.suppress(BadToken):
                assert Schedule.from_token(changed) == whole  # the last letter has bits that mean nothing
    for cut in range(len(token) - 1):
        with pytest.raises(BadToken):
            Schedule.from_token(token[:cut])


@pytest.mark.parametrize("text", ["", "x", "hello world", "1890", "ÄÖÜ", "A" * 7, "\0", "=" * 16, "A" * 100_000])
def test_other_text_is_no_token(text: str) -> None:
    with pytest.raises(BadToken):
        Schedule.from_token(text)


def encoded(body: bytes) -> str:
    import base64

    from grader.interleave.engine.schedule import _check_sum

    return base64.b32encode(body + _check_sum(body)).decode().rstrip("=")


def test_a_token_of_another_version_says_so() -> None:
    with pytest.raises(BadToken, match=r"version 7.*reads version 1"):
        Schedule.from_token(encoded(bytes([7, 0]) + b"hash" + b"\1"))


@pytest.mark.parametrize(
    "runs",
    [b"\xff\x01", b"\xff\xff", b"\xff\x01" + b"\xff" * 9 + b"\x01", b"\xff" + b"\xff" * 40],
    ids=["no length", "task cut off", "impossible length", "endless number"],
)
def test_a_token_that_says_nonsense_is_refused(runs: bytes) -> None:
    with pytest.raises(BadToken):
        Schedule.from_token(encoded(bytes([1, 0]) + b"hash" + runs))


def test_a_token_cannot_fill_the_memory() -> None:
    import zlib

    bomb = zlib.compress(b"\x07" * 200_000_000, 9)
    with pytest.raises(BadToken):
        Schedule.from_token(encoded(bytes([1, 8]) + b"hash" + bomb))


# ---------------------------------------------------------------- replay


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_each_outcome_comes_back_with_its_value_and_output(strategy: str) -> None:
    result = explore(order(), strategy=strategy, executions=150, seed=3, stop_at_failure=False)
    assert len(result.outcomes) > 1
    for outcome in result.outcomes:
        execution = replay(order(), outcome.token)
        assert execution.value == outcome.value
        assert execution.decisions == list(outcome.schedule.decisions)
        assert (execution.preemptions, execution.builds) == (outcome.preemptions, outcome.builds)
        said = [line.replace(" ", "") for line in execution.output.splitlines()]
        assert sorted(said) == sorted(str(outcome.value).split())


def test_a_replay_can_be_repeated() -> None:
    token = explore(order(), strategy="random_walk", executions=1, seed=9).outcomes[0].token
    assert len({(str(e.value), e.output, e.steps) for e in (replay(order(), token) for _ in range(5))}) == 1


def test_timing_and_points_are_part_of_the_token() -> None:
    source = (PROGRAMS / "fail/data/read_call_write.py").read_text()
    for timing in ("fair", "adversarial"):
        for points in ("gil", "all"):
            program = Program(source, "p.py")
            found = explore(program, timing=timing, points=points).failure  # type: ignore[arg-type]
            assert found is not None
            assert Schedule.from_token(found.token).fair == (timing == "fair")
            assert replay(program, found.token).failure == found.failure


def test_another_programs_token_is_refused() -> None:
    token = explore(order(), executions=1).outcomes[0].token
    for changed in (ORDER + "\n", ORDER.replace("range(2)", "range(3)")):
        with pytest.raises(BadToken, match="another version of this file"):
            replay(order(changed), token)
        with pytest.raises(BadToken):
            collect_trace(order(changed), token)


@pytest.mark.parametrize(
    ("decisions", "position", "text"),
    [
        ((), 1, "the token says that the execution is over"),
        ((1,), 2, "the token says that the execution is over"),
        ((1, 9), 2, "the token says task 9, the program offers a choice among tasks"),
        ((1, 1, 1, 2, 3) * 100, None, "the program offers"),
    ],
    ids=["empty", "too short", "no such task", "too long"],
)
def test_a_schedule_that_does_not_fit_says_where(decisions: Any, position: int | None, text: str) -> None:
    with pytest.raises(Divergence, match=text) as caught:
        replay(order(), with_decisions(*decisions))
    assert position is None or caught.value.position == position
    with pytest.raises(Divergence):
        collect_trace(order(), with_decisions(*decisions))


def test_a_replay_stops_at_its_step_limit() -> None:
    token = explore(order(), executions=1).outcomes[0].token
    with pytest.raises(Divergence):
        replay(order(), token, steps=2)


# ---------------------------------------------------------------- programs that depend on something else


def search(body: str, **options: Any) -> Exploration:
    source = "import threading\n" + body
    return explore(Program(source, "p.py"), executions=40, stop_at_failure=False, **options)


UNCONTROLLED = {
    "random numbers of the system": "import os\ndef main(): return os.urandom(8)",
    "uuid": "import uuid\ndef main(): return str(uuid.uuid4())",
    "secrets": "import secrets\ndef main(): return secrets.token_hex(8)",
    "the date": "import datetime\ndef main(): return datetime.datetime.now().isoformat()",
    "another generator": "import random\nr = random.SystemRandom()\ndef main(): return r.random()",
    "state outside": "import sys\ndef main():\n    sys.kit_count = getattr(sys, 'kit_count', 0) + 1\n"
    "    return sys.kit_count",
}
CONTROLLED = {
    "random": "import random\ndef main(): return random.random(), random.sample(range(99), 3)",
    "random, from": "from random import random, Random\ndef main(): return random(), Random(3).random()",
    "id": "def main(): return sorted(map(id, [object(), [], {}]))",
    "hash of objects": "class A: pass\ndef main(): return [hash(A()) % 97 for _ in range(3)]",
    "set of objects": "class A:\n    def __init__(self, n): self.n = n\n"
    "def main(): return [a.n for a in {A(i) for i in range(9)}]",
    "set of threads": "def main(): return [t.name for t in {threading.Thread(name=str(i)) for i in range(9)}]",
    "virtual clock": "import time\ndef main(): return time.time(), time.monotonic(), time.perf_counter_ns()",
    "thread idents": "def main(): return threading.get_ident(), threading.current_thread().ident",
}


@pytest.mark.parametrize("body", UNCONTROLLED.values(), ids=UNCONTROLLED)
def test_what_is_not_controlled_is_called_nondeterminism(body: str) -> None:
    result = search(body)
    if hasattr(sys, "kit_count"):
        del sys.kit_count
    assert [o.failure and o.failure.kind for o in result.outcomes] == ["nondeterminism"]
    assert not result.exhaustive
    assert result.searched.startswith("nothing can be said")


DECIDES = """
import os
lock = threading.Lock()
def work():
    for _ in range(os.urandom(1)[0] % 4 + 1):
        with lock:
            pass
def main():
    tasks = [threading.Thread(target=work) for _ in range(2)]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
"""


@pytest.mark.parametrize("strategy", ["portfolio", "bounded"])
def test_a_search_whose_choices_vary_is_called_nondeterminism(strategy: str) -> None:
    result = search(DECIDES, strategy=strategy)
    assert result.failure is not None
    assert result.failure.failure is not None
    assert result.failure.failure.kind == "nondeterminism"


@pytest.mark.parametrize("body", CONTROLLED.values(), ids=CONTROLLED)
def test_what_varies_on_the_real_machine_is_the_same_in_each_execution(body: str) -> None:
    kept = [bytearray(1000)]  # so that addresses differ
    first = search(body)
    kept.append(bytearray(100_000))
    second = search(body)
    assert [o.failure for o in first.outcomes] == [None]
    assert [o.value for o in first.outcomes] == [o.value for o in second.outcomes]


# ---------------------------------------------------------------- the same everywhere

SAMPLE = [
    "fail/data/lost_update",
    "fail/condition/if_around_wait",
    "fail/executor/completion_order_assumed",
    "fail/lock/livelock_polite",
    "pass/executor/as_completed",
    "pass/thread/set_of_tasks",
    "pass/queue/join",
]


def digest(name: str, strategy: str, seed: int) -> list[Any]:
    program = Program((PROGRAMS / f"{name}.py").read_text(), "p.py")
    result = explore(program, strategy=strategy, executions=60, seed=seed, stop_at_failure=False)
    outcomes = [[repr(o.value), o.failure and o.failure.kind, o.first, o.count, o.token] for o in result.outcomes]
    return [outcomes, result.executions, result.steps, result.searched]


@pytest.mark.parametrize("strategy", STRATEGIES)
@pytest.mark.parametrize("name", SAMPLE)
def test_equal_arguments_give_equal_results(name: str, strategy: str) -> None:
    assert digest(name, strategy, 5) == digest(name, strategy, 5)


def test_another_seed_is_another_search() -> None:
    tokens = {
        tuple(o.token for o in explore(order(), strategy="random_walk", executions=5, seed=seed).outcomes)
        for seed in range(5)
    }
    assert len(tokens) == 5


@pytest.mark.parametrize("hash_seed", ["0", "12345"])
def test_a_fresh_process_gives_the_same(hash_seed: str) -> None:
    script = (
        "import json, sys; from tests.kit.interleave.test_replay import SAMPLE, STRATEGIES, digest; "
        "print(json.dumps([digest(n, s, 5) for n in SAMPLE for s in STRATEGIES]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    here = [digest(name, strategy, 5) for name in SAMPLE for strategy in STRATEGIES]
    assert json.loads(done.stdout) == json.loads(json.dumps(here))
