"""The strategies by name."""

from __future__ import annotations

from grader.interleave.engine.strategy import Strategy, Watch
from grader.interleave.strategies.bounded import Bounded
from grader.interleave.strategies.bpor import Bpor
from grader.interleave.strategies.delay import DelayBounded
from grader.interleave.strategies.dpor import Dpor
from grader.interleave.strategies.pct import Pct
from grader.interleave.strategies.portfolio import Portfolio
from grader.interleave.strategies.pos import Pos
from grader.interleave.strategies.random_walk import RandomWalk
from grader.interleave.strategies.round_robin import RoundRobin
from grader.interleave.strategies.surw import Surw, Urw

STRATEGIES = (
    "portfolio", "bounded", "delay", "bpor", "dpor", "random_walk", "pct", "pos", "surw", "urw", "round_robin",
)  # fmt: skip
#: Those that must be told what tasks are about to do.
Announced = Pos | Urw | Dpor | Bpor | Portfolio


def make_strategy(name: str, preemptions: int, seed: int, watch: Watch) -> Strategy:
    """The strategy of that name. ValueError for an unknown one. `watch` looks for livelocks."""
    match name:
        case "portfolio":
            return Portfolio(Bounded(preemptions), RoundRobin(seed, watch, largest=8, orders=1), seed)
        case "bounded":
            return Bounded(preemptions)
        case "delay":
            return DelayBounded(preemptions)
        case "bpor":
            return Bpor(preemptions)
        case "random_walk":
            return RandomWalk(seed)
        case "pct":
            return Pct(seed)
        case "dpor":
            return Dpor()
        case "pos":
            return Pos(seed)
        case "surw":
            return Surw(seed)
        case "urw":
            return Urw(seed)
        case "round_robin":
            return RoundRobin(seed, watch)
    raise ValueError(f"unknown strategy {name!r}: choose one of {', '.join(STRATEGIES)}")
