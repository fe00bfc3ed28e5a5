"""What each strategy promises, measured; and that a search claims no more than it did."""

from __future__ import annotations

import math
from collections import Counter
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from grader.interleave import Exploration, Program, explore
from grader.interleave.detectors.livelock import LassoWatch
from grader.interleave.strategies.bounded import Bounded
from grader.interleave.strategies.catalogue import make_strategy
from grader.interleave.strategies.pct import Pct
from grader.interleave.strategies.portfolio import LATER
from grader.interleave.strategies.random_walk import RandomWalk

START = """
import threading
class Cell: pass
cell = Cell()
cell.a = cell.b = cell.c = 0
def run(*bodies):
    tasks = [threading.Thread(target=body) for body in bodies]
    for task in tasks: task.start()
    for task in tasks: task.join()
"""


def search(body: str, **options: Any) -> Exploration:
    return explore(Program(START + body, "p.py"), **options)


def tasks(*numbers: int) -> list[Any]:
    return [SimpleNamespace(index=n, runnable=True) for n in numbers]


# ---------------------------------------------------------------- PCT

#: One ordering of two operations, of two tasks each, of three: bugs of depth 1, 2 and 3.
PLANTED = {
    1: """
def first():
    cell.a = 1
def second():
    cell.b = 1 if cell.a else 2
def main():
    run(first, second)
    assert cell.b != 2
""",
    2: """
def first():
    cell.a = 1
    cell.b = 1
    cell.c = 1
    cell.a = 0
def second():
    cell.d = cell.a
def main():
    run(first, second)
    assert cell.d != 1
""",
    3: """
def first():
    t = cell.a
    cell.b = 1
    cell.c = 1
    cell.a = t + 1
def second():
    t = cell.a
    cell.b = 2
    cell.c = 2
    cell.a = t + 10
    cell.b = 3
def third():
    if cell.a == 1:
        cell.c = 7
        if cell.a == 10:
            assert False, "1, then 10"
def main(): run(second, first, third)
""",
}


@pytest.mark.parametrize("depth", PLANTED)
def test_pct_hits_planted_bugs_at_least_as_often_as_its_theorem_says(depth: int) -> None:
    """Hits of N executions, with three standard deviations of grace."""
    strategy = Pct(seed=11, depth=depth)
    number = {1: 300, 2: 1500, 3: 6000}[depth]
    hits = 0
    from grader.interleave import program as module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "make_strategy", lambda *_: strategy)
        result = search(PLANTED[depth], executions=number, stop_at_failure=False)
    hits = sum(o.count for o in result.outcomes if o.failure is not None)
    bound = 1 / (strategy.largest_n * strategy.largest_k ** (depth - 1))
    assert hits >= number * bound - 3 * math.sqrt(number * bound * (1 - bound))
    assert hits > 0


def priorities(pct: Pct, runnable: list[Any]) -> list[int]:
    return [pct._priority(t) for t in runnable]


def test_pct_priorities_begin_as_a_permutation_above_the_depth() -> None:
    seen = Counter()
    for seed in range(600):
        pct = Pct(seed, depth=3)
        pct.begin()
        three = tasks(0, 1, 2)
        chosen = pct.choose(three, three[0], False, 1)
        order = tuple(pct._order)
        assert sorted(order) == [0, 1, 2]
        seen[order] += 1
        assert chosen.index == order[-1] or chosen.index in pct._low
    assert len(seen) == 6
    assert min(seen.values()) > 60


def test_pct_uses_the_papers_form_of_change_points() -> None:
    """Change point i gives priority i, so a later one may rank above an earlier one; never 'the lowest yet'."""
    pct = Pct(0, depth=4)
    pct.begin()
    pct._changes = {1: 3, 2: 1, 4: 2}
    four = tasks(0, 1, 2, 3)
    ran = [pct.choose(four, four[0], False, 1).index for _ in range(5)]
    assert len(set(ran[:2])) == 2  # the first is demoted after its first step, the second after its own
    assert pct._low[ran[0]] == 3
    assert pct._low[ran[1]] == 1
    assert ran[2] == ran[3]
    assert pct._low[ran[3]] == 2
    assert ran[4] not in ran[:4]
    left = [t for t in four if t.index != ran[4]]
    assert pct.choose(left, left[0], False, 1).index == ran[0]  # 3 outranks 2 and 1


def test_pct_draws_one_change_point_less_than_its_depth_within_what_it_has_seen() -> None:
    for depth in (1, 2, 3, 5):
        pct = Pct(1, depth)
        pct.begin()
        two = tasks(0, 1)
        for _ in range(40):
            pct.choose(two, two[0], False, 1)
        pct.end(40, False)
        drawn = set()
        for _ in range(300):
            pct.begin()
            assert len(pct._changes) <= depth - 1
            drawn |= pct._changes.keys()
        assert pct.largest_k == 40
        assert drawn == (set(range(1, 41)) if depth > 1 else set())


def test_pct_lets_a_task_that_yields_go_last() -> None:
    pct = Pct(0, depth=1)
    pct.begin()
    two = tasks(0, 1)
    top = pct.choose(two, two[0], False, 1)
    other = next(t for t in two if t is not top)
    assert pct.choose(two, top, True, 0) is other
    assert pct.choose(two, other, False, 1) is other


def test_pct_refuses_a_depth_of_nothing() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Pct(0, 0)


# ---------------------------------------------------------------- random walk


@pytest.mark.parametrize("number", [2, 3, 5])
def test_the_random_walk_is_uniform_at_each_decision(number: int) -> None:
    walk = RandomWalk(7)
    there = tasks(*range(number))
    seen = Counter(walk.choose(there, there[0], False, 1).index for _ in range(6000))
    expected = 6000 / number
    chi_square = sum((seen[i] - expected) ** 2 / expected for i in range(number))
    assert chi_square < {2: 10.8, 3: 13.8, 5: 18.5}[number]  # p = 0.001


def test_the_random_walk_reaches_every_interleaving() -> None:
    body = """
def main():
    log = []
    def work(name):
        for _ in range(2): log.append(name)
    run(lambda: work("a"), lambda: work("b"))
    return "".join(log)
"""
    result = search(body, strategy="random_walk", executions=400, stop_at_failure=False)
    assert {o.value for o in result.outcomes} == {"aabb", "abab", "abba", "baab", "baba", "bbaa"}


# ---------------------------------------------------------------- URW, POS, SURW

RACING = """
def main():
    log = []
    def work(name):
        for _ in range(ROUNDS): log.append(name)
    run(*[lambda name=name: work(name) for name in NAMES])
    return "".join(log)
"""


@pytest.mark.parametrize(
    ("names", "rounds", "interleavings", "limit"), [("ab", 2, 6, 20.5), ("ab", 4, 70, 111.1), ("abc", 2, 90, 135.9)]
)
def test_urw_is_uniform_over_interleavings(names: str, rounds: int, interleavings: int, limit: float) -> None:
    """Chi-square, p = 0.001: every interleaving of equal tasks that block nowhere has the same chance."""
    number = 40 * interleavings
    body = RACING.replace("ROUNDS", str(rounds)).replace("NAMES", repr(names))
    result = search(body, strategy="urw", seed=5, executions=number, stop_at_failure=False)
    assert len(result.outcomes) == interleavings
    assert sum((o.count - 40) ** 2 / 40 for o in result.outcomes) < limit
    walk = search(body, strategy="random_walk", seed=5, executions=number, stop_at_failure=False)
    counts = [o.count for o in walk.outcomes] + [0] * (interleavings - len(walk.outcomes))
    assert sum((count - 40) ** 2 / 40 for count in counts) > limit  # so the test can tell


REORDER = """
def write():
    cell.a = 1
    cell.b = -1
def look():
    a = cell.a
    b = cell.b
    assert (a, b) in {(0, 0), (1, -1)}
def main(): run(*[write] * 9, look)
"""


def test_surw_finds_a_starved_task_where_pct_does_not() -> None:
    """The order of the published figures: SURW 17, PCT-3 3,225, POS and random walk not at all (ours is coarser)."""
    means = {}
    for strategy in ("surw", "pct"):
        found = [search(REORDER, strategy=strategy, seed=s, executions=300).failure for s in range(8)]
        means[strategy] = sum(o.first if o else 300 for o in found) / 8
    assert means["surw"] < 17 < means["pct"]


def test_pos_draws_anew_what_conflicts() -> None:
    """Of three tasks that write one variable once each is last a third of the time, and each order as likely."""
    body = """
def main():
    log = cell.log = []
    run(*[lambda name=name: log.append(name) for name in "abc"])
    return "".join(log)
"""
    result = search(body, strategy="pos", seed=3, executions=600, stop_at_failure=False)
    assert len(result.outcomes) == 6
    assert sum((o.count - 100) ** 2 / 100 for o in result.outcomes) < 20.5  # p = 0.001


# ---------------------------------------------------------------- bounded

LOG = """
def main():
    log = []
    def work(name):
        for _ in range(ROUNDS): log.append(name)
    run(lambda: work("a"), lambda: work("b"))
    return "".join(log)
"""


@pytest.mark.parametrize("bound", [0, 1, 2, 3, 9])
def test_bounded_runs_each_schedule_once(bound: int) -> None:
    made: list[tuple[int, ...]] = []

    class Watched(Bounded):
        def end(self, steps: int, failed: bool) -> None:
            made.append(tuple(self._made))
            super().end(steps, failed)

    from grader.interleave import program as module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "make_strategy", lambda *_: Watched(bound))
        search(LOG.replace("ROUNDS", "3"), executions=10_000)
    assert len(made) == len(set(made))
    assert len(made) == {0: 2, 1: 6, 2: 14, 3: 18, 9: 20}[bound]


def test_bounded_finds_the_failure_with_the_fewest_preemptions_first() -> None:
    body = """
def work():
    cell.a += 1
    cell.a += 1
def main():
    run(work, work)
    assert cell.a == 4
"""
    found = search(body, strategy="bounded").failure
    assert found is not None
    assert found.preemptions == 1
    for seed in range(20):
        other = search(body, strategy="random_walk", seed=seed).failure
        assert other is not None
        assert other.preemptions >= 1


# ---------------------------------------------------------------- round robin, portfolio

LIVELOCK = """
a, b = threading.Lock(), threading.Lock()
def eat(first, second):
    while True:
        first.acquire()
        if second.acquire(False): return
        first.release()
def main(): run(lambda: eat(a, b), lambda: eat(b, a))
"""


def test_round_robin_finds_a_livelock_that_chance_does_not() -> None:
    found = search(LIVELOCK.replace("return", "return second.release() or first.release()"), strategy="round_robin")
    assert found.failure is not None
    assert found.failure.failure is not None
    assert found.failure.failure.kind == "livelock"
    for strategy in ("random_walk", "pct"):
        body = LIVELOCK.replace("return", "return second.release() or first.release()")
        assert search(body, strategy=strategy, executions=200).failure is None


def test_the_portfolio_begins_with_the_plain_run_and_is_mixed() -> None:
    strategy = make_strategy("portfolio", 2, 0, LassoWatch())
    names: list[str] = []
    begin = type(strategy).begin

    def watched(self: Any) -> bool:
        going = begin(self)
        names.append(self.name)
        return going

    from grader.interleave import program as module

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(strategy), "begin", watched)
        patch.setattr(module, "make_strategy", lambda *_: strategy)
        search(LOG.replace("ROUNDS", "12"), executions=400)
    assert names[0] == "bounded"
    assert Counter(names[:LATER])["surw"] >= 10
    assert len(set(names[:LATER])) >= 4
    rest = Counter(names)
    assert {"bounded", "pos", "surw", "pct2", "pct3", "random_walk", "round_robin"} <= set(rest)
    assert rest["round_robin"] < 10
    assert all(rest[name] > 10 for name in ("pos", "pct2", "pct3", "random_walk"))
    assert all(rest[name] > 60 for name in ("bounded", "surw"))


@pytest.mark.parametrize(("workers", "rounds", "classes"), [(2, 1, 4), (2, 2, 34), (3, 1, 36), (2, 3, 328)])
def test_the_portfolio_finishes_within_twice_the_classes(workers: int, rounds: int, classes: int) -> None:
    body = f"""
def work():
    for _ in range({rounds}): cell.a += 1
def main(): run(*[work] * {workers})
"""
    result = search(body, executions=5_000)
    assert result.exhaustive
    assert result.executions <= 2 * classes


def test_an_unknown_strategy_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"choose one of portfolio, bounded"):
        search("def main(): pass", strategy="magic")


@pytest.mark.parametrize("strategy", ["portfolio", "bounded"])
@pytest.mark.parametrize("seed", range(3))
def test_a_small_program_is_searched_to_its_end(strategy: str, seed: int) -> None:
    result = search(LOG.replace("ROUNDS", "2"), strategy=strategy, seed=seed, preemptions=9, stop_at_failure=False)
    assert len(result.outcomes) == 6
    assert result.executions <= (6 if strategy == "bounded" else LATER + 6)
    assert result.exhaustive


# ---------------------------------------------------------------- what is said

AT = "(switching at shared accesses and lock operations)"
RACE = "def work():\n    cell.a += 1\ndef main():\n    run(work, work)\n    assert cell.a == 2\n"
FINE = RACE.replace("assert cell.a == 2", "return cell.a")


def test_said_of_a_finished_search() -> None:
    result = search(FINE, strategy="bounded", preemptions=9)
    assert result.searched == f"all 6 interleavings {AT}"
    assert result.exhaustive


def test_said_of_a_search_that_met_failures_and_went_on() -> None:
    result = search(RACE, strategy="bounded", preemptions=9, stop_at_failure=False)
    assert result.searched == f"all 6 interleavings {AT}"
    assert result.exhaustive


def test_said_of_one_interleaving() -> None:
    assert search("def main(): pass").searched == f"all 1 interleaving {AT}"


@pytest.mark.parametrize(("bound", "said"), [(0, "0 preemptions"), (1, "1 preemption"), (2, "2 preemptions")])
def test_said_of_a_finished_bound(bound: int, said: str) -> None:
    result = search(LOG.replace("ROUNDS", "3"), strategy="bounded", preemptions=bound)
    assert result.searched == f"{result.executions} executions: all interleavings with at most {said} {AT}"
    assert not result.exhaustive


def test_said_of_a_finished_bound_and_a_budget_used_up() -> None:
    result = search(LOG.replace("ROUNDS", "9"), preemptions=1, executions=300)
    expected = f"300 executions: all interleavings with at most 1 preemption {AT}, then others up to the budget"
    assert result.searched == expected
    assert not result.exhaustive


def test_said_of_a_budget_used_up_before_any_bound() -> None:
    body = "lock = threading.Lock()\ndef work():\n    with lock: pass\ndef main(): run(*[work] * 4)"
    result = search(body, executions=5)
    assert result.searched == "5 executions, the whole budget; not every interleaving was run"
    assert not result.exhaustive
    assert search(body, executions=1).searched.startswith("1 execution, the whole budget")


@pytest.mark.parametrize("strategy", ["random_walk", "pct"])
def test_said_of_random_strategies(strategy: str) -> None:
    result = search(FINE, strategy=strategy, executions=1200)
    assert result.searched == "1,200 executions, the whole budget; not every interleaving was run"
    assert not result.exhaustive


def test_said_of_round_robin_which_ends_by_itself() -> None:
    result = search(FINE, strategy="round_robin", executions=1000)
    assert result.searched == f"{result.executions} executions; not every interleaving was run"


@pytest.mark.parametrize("strategy", ["portfolio", "bounded", "random_walk"])
def test_said_of_a_search_that_stopped_at_a_failure(strategy: str) -> None:
    result = search(RACE, strategy=strategy)
    assert result.failure is not None
    assert result.searched == f"stopped at the first failure, in execution {result.failure.first}"
    assert result.executions == result.failure.first
    assert not result.exhaustive


def test_said_of_the_default_builds_points() -> None:
    result = search(FINE, points="gil", preemptions=9)
    assert result.searched.endswith("(switching at points of class gil only)")
    assert not result.exhaustive


def test_said_under_fair_timing() -> None:
    result = search(FINE, strategy="bounded", timing="fair", preemptions=9)
    assert result.searched == f"all 6 interleavings {AT[:-1]}, fair timing)"
    assert not result.exhaustive


@pytest.mark.parametrize(("bound", "said"), [(0, "0 delays"), (1, "1 delay")])
def test_said_of_a_finished_bound_of_delays(bound: int, said: str) -> None:
    result = search(LOG.replace("ROUNDS", "3"), strategy="delay", preemptions=bound)
    number = f"{result.executions} execution{'s' if bound else ''}"
    assert result.searched == f"{number}: all interleavings with at most {said} {AT}"
    assert not result.exhaustive


def test_said_of_finished_reductions() -> None:
    result = search(FINE, strategy="dpor")
    assert result.searched == f"every class of equivalent interleavings, in 4 executions {AT}"
    assert result.exhaustive
    result = search(FINE, strategy="bpor", preemptions=1)
    said = "every class of equivalent interleavings with at most 1 preemption"
    assert result.searched == f"4 executions: {said} {AT}"
    assert not result.exhaustive
    assert search(FINE, strategy="dpor", points="gil").exhaustive is False


@pytest.mark.parametrize("strategy", ["bounded", "delay", "bpor", "dpor", "portfolio"])
def test_a_search_that_the_budget_stops_claims_nothing(strategy: str) -> None:
    result = search(LOG.replace("ROUNDS", "3"), strategy=strategy, preemptions=9, executions=3)
    assert not result.exhaustive
    assert "every class" not in result.searched
    assert not result.searched.startswith("all ")
    if strategy in {"bpor", "dpor"}:
        assert result.searched == "3 executions, the whole budget; not every interleaving was run"


@pytest.mark.parametrize("strategy", ["bounded", "delay", "bpor", "dpor", "portfolio"])
def test_a_program_that_is_not_deterministic_claims_nothing(strategy: str) -> None:
    body = """
import os
def main():
    run(lambda: None, lambda: None)
    return os.urandom(8)
"""
    result = search(body, strategy=strategy)
    assert not result.exhaustive
    assert result.searched.startswith("nothing can be said after ")


SPINS = "import time\ndef work():\n    while True: time.sleep(1)\ndef main(): run(work, work)\n"


@pytest.mark.parametrize(
    "strategy", ["portfolio", "bounded", "delay", "bpor", "dpor", "random_walk", "pct", "round_robin"]
)
def test_nothing_says_all_when_the_step_limit_was_hit(strategy: str) -> None:
    for stop in (True, False):
        result = search(SPINS, strategy=strategy, steps=300, executions=30, stop_at_failure=stop)
        assert "all" not in result.searched.replace("all of", "")
        assert not result.exhaustive


def test_nothing_is_ever_called_correct_or_free_of_races() -> None:
    for body in (FINE, RACE, LIVELOCK, SPINS):
        for strategy in ("portfolio", "bounded", "random_walk"):
            said = search(body, strategy=strategy, executions=60, steps=300).searched
            assert not {"correct", "race-free", "safe", "no bug"} & set(said.split())


def test_the_seed_decides_and_nothing_else() -> None:
    random_before = Random(3).getstate()
    counts = [
        [(o.value, o.first, o.count) for o in search(FINE, strategy="pct", seed=seed, executions=50).outcomes]
        for seed in (1, 1, 2, 3, 4)
    ]
    assert counts[0] == counts[1]
    assert len({str(c) for c in counts}) > 1
    assert Random(3).getstate() == random_before
