"""`hint`: one hint, not all of them."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from grader.cli import common
from grader.course import KitError, select
from grader.report import printable

HELP: Final = """Show a hint for an exercise: the first, or the one you ask for.

\b
  hint ch06/transfer       the first hint
  hint ch06 transfer 2     the second
"""


def command(
    words: Annotated[list[str], typer.Argument(metavar="EXERCISE [LEVEL]", help="ch06/transfer, or ch06 transfer.")],
    level: Annotated[int | None, typer.Option(min=1, help="Which hint: 1 says least.")] = None,
) -> None:
    """Print one hint and how to get the next."""
    if len(words) > 1 and words[-1].isdecimal():
        level = level or int(words[-1])
        words = words[:-1]
    exercises = select(common.the_course(), ["/".join(words)])
    if len(exercises) != 1:
        raise KitError(
            f"{'/'.join(words)} is {len(exercises)} exercises; hints belong to one.",
            next_step=f"name one, for example: {common.next_command('hint', exercises[0].id)}",
        )
    exercise, wanted = exercises[0], level or 1
    if wanted > len(exercise.hints):
        raise KitError(
            f"{exercise.id} has {len(exercise.hints)} hints, there is no hint {wanted}.",
            next_step=common.next_command("hint", exercise.id, "--level", str(len(exercise.hints))),
        )
    console = common.stdout()
    console.print(f"{exercise.id}, hint {wanted} of {len(exercise.hints)}:")
    console.print(printable(exercise.hints[wanted - 1]))
    if wanted < len(exercise.hints):
        console.print(f"More: {common.next_command('hint', exercise.id, '--level', str(wanted + 1))}", style="cyan")
