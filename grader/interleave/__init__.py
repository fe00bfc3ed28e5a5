"""Controlled concurrency: run a program under many interleavings that the engine chooses."""

from grader.interleave.engine.exploration import Execution, Exploration, Outcome
from grader.interleave.engine.failure import (
    FAILURE_KINDS,
    Busy,
    Divergence,
    Failure,
    InterleaveError,
    ProgramError,
    Unmodelled,
    Wait,
)
from grader.interleave.engine.remark import Remark
from grader.interleave.engine.schedule import BadToken, Schedule
from grader.interleave.machine.gantt import render_gantt
from grader.interleave.machine.model import Timeline
from grader.interleave.machine.simulate import Simulation, simulate
from grader.interleave.program import collect_trace, explore, replay, shrink
from grader.interleave.runtime import Program
from grader.interleave.strategies.catalogue import STRATEGIES
from grader.interleave.trace.model import Trace
from grader.interleave.trace.render import render_text

__all__ = [
    "FAILURE_KINDS",
    "STRATEGIES",
    "BadToken",
    "Busy",
    "Divergence",
    "Execution",
    "Exploration",
    "Failure",
    "InterleaveError",
    "Outcome",
    "Program",
    "ProgramError",
    "Remark",
    "Schedule",
    "Simulation",
    "Timeline",
    "Trace",
    "Unmodelled",
    "Wait",
    "collect_trace",
    "explore",
    "render_gantt",
    "render_text",
    "replay",
    "shrink",
    "simulate",
]
