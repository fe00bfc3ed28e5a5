"""What a check imports: ways to run a scenario, and the exception of a check that did not pass."""

from grader.checks.ask import call, explore, source_facts, stress
from grader.checks.failed import CheckFailed
from grader.checks.outcomes import Outcomes
from grader.checks.simulated import Run, simulate
from grader.checks.subject import Submission

__all__ = ["CheckFailed", "Outcomes", "Run", "Submission", "call", "explore", "simulate", "source_facts", "stress"]
