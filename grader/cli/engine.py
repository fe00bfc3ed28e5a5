"""`explore` and `replay`: the engine on anyone's own program, in this process."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.text import Text

from grader.cli import common
from grader.course import KitError, find_exercise
from grader.report import plural, printable

if TYPE_CHECKING:
    from rich.console import Console

    from grader.interleave import Exploration, Outcome, Program, ProgramError, Trace

NO_FAILURE: Final = 0
FAILURE: Final = 1
INCONCLUSIVE: Final = 3
SCHEMA: Final = "grader.explore/1"
#: Remarks shown on the screen.
MOST_REMARKS: Final = 5

EXPLORE_HELP: Final = """Look for an interleaving that breaks a program of your own.

Runs the program's main() under many schedules: threads, locks, queues, executors and time
are simulated, everything else is real. Shows the first failure as a table with a column
for each task, and the command that shows it again.

\b
  explore my_program.py
  explore my_program.py --executions 5000 --strategy pct --json -

Exit code: 0 no failure found, 1 failure, 2 usage or the file does not load, 3 nothing can
be said (the program waits for the real world, say).
"""

REPLAY_HELP: Final = """Show a failure again, from the token that explore printed.

Strict: if the file has changed so that the schedule no longer fits, it says where.
Exit code: 0 no failure, 1 the failure, 2 usage or the file does not load, 3 it diverges.
"""


class Strategy(StrEnum):
    """The strategies that the engine has."""

    PORTFOLIO = "portfolio"
    BOUNDED = "bounded"
    RANDOM_WALK = "random_walk"
    PCT = "pct"
    POS = "pos"
    SURW = "surw"
    URW = "urw"
    DELAY = "delay"
    DPOR = "dpor"
    BPOR = "bpor"
    ROUND_ROBIN = "round_robin"


#: The names are words here: as the option's type they would be one line of more than 80 columns.
STRATEGY_HELP: Final = f"How schedules are chosen: {', '.join(Strategy)}."


class Timing(StrEnum):
    """How time passes: a timer may fire at any moment, or timers fire in order only."""

    ADVERSARIAL = "adversarial"
    FAIR = "fair"


class Points(StrEnum):
    """Switch at every scheduling point, or only where the default build can."""

    ALL = "all"
    GIL = "gil"


_File = Annotated[Path, typer.Argument(help="A Python file.")]
_Entry = Annotated[str, typer.Option(help="The function to run.")]


def explore_command(
    *,
    file: _File,
    entry: _Entry = "main",
    strategy: Annotated[Strategy, typer.Option(metavar="NAME", help=STRATEGY_HELP)] = Strategy.PORTFOLIO,
    executions: Annotated[int, typer.Option(min=1, help="The budget.")] = 1000,
    preemptions: Annotated[int, typer.Option(min=0, help="The bound of the exhaustive part.")] = 2,
    seed: Annotated[int, typer.Option(help="For the random part.")] = 0,
    timing: Annotated[Timing, typer.Option(help="How time passes.")] = Timing.ADVERSARIAL,
    points: Annotated[Points, typer.Option(help="Where tasks may switch.")] = Points.ALL,
    json: Annotated[str | None, typer.Option(metavar="PATH", help="Write one JSON object; - for stdout.")] = None,
) -> None:
    """Explore, print, leave with the exit code."""
    from grader.interleave import InterleaveError, ProgramError, explore  # noqa: PLC0415 - --help does without greenlet

    program = load(file, entry)
    out = common.stderr() if json == "-" else common.stdout()
    try:
        found = explore(
            program,
            strategy=strategy.value,
            executions=executions,
            preemptions=preemptions,
            seed=seed,
            timing=timing.value,
            points=points.value,
        )
    except ProgramError as error:
        raise unloadable(file, error) from error
    except InterleaveError as error:
        if json is not None:
            common.write_text(json, _dumps(_nothing_said(str(error))))
        out.print(Text(f"Nothing can be said about {printable(str(file))}: {printable(str(error))}", style="red"))
        raise typer.Exit(INCONCLUSIVE) from None
    if json is not None:
        common.write_text(json, _dumps(as_json(found)))
    show(out, program, found, common.next_command("replay", "{token}", str(file), *_entry_words(entry)))
    raise typer.Exit(exit_code(found))


def replay_command(
    token: Annotated[str, typer.Argument(help="The token that explore printed.")], file: _File, entry: _Entry = "main"
) -> None:
    """Replay, print, leave with the exit code."""
    if "/" in token:  # of a check: it names the exercise and the scenario
        raise typer.Exit(_replay_check(token, file))
    from grader.interleave import BadToken, InterleaveError, ProgramError, collect_trace  # noqa: PLC0415 - as in explore

    program = load(file, entry)
    out = common.stdout()
    try:
        trace = collect_trace(program, token)
    except ProgramError as error:
        raise unloadable(file, error) from error
    except BadToken as error:
        raise _bad_token(token, error, common.next_command("explore", str(file))) from error
    except InterleaveError as error:
        out.print(Text(printable(str(error)), style="red"))
        raise typer.Exit(INCONCLUSIVE) from None
    print_trace(out, trace)
    raise typer.Exit(FAILURE if trace.failure is not None else NO_FAILURE)


def _replay_check(token: str, file: Path) -> int:
    """Show a check's failure again; a worker runs the file."""
    from grader.checks.failed import CheckFailed  # noqa: PLC0415 - as in explore
    from grader.checks.replay import replay_check  # noqa: PLC0415
    from grader.checks.token import BadToken, CheckToken  # noqa: PLC0415

    if not file.is_file():
        raise KitError(
            f"There is no file {file}.", cause="a typing error.", next_step="give the file that was checked."
        )
    out = common.stdout()
    course = common.the_course()
    try:
        exercise = find_exercise(course, CheckToken.parse(token).exercise)
        text = replay_check(token, file, root=course.root)
    except BadToken as error:
        raise _bad_token(token, error, common.next_command("check", file.stem)) from error
    except CheckFailed as error:
        out.print(Text(printable(str(error)), style="red"))
        return INCONCLUSIVE
    out.print(Text(f"{exercise.id}, the run that the token stands for:"))
    out.print()
    out.print(Text(printable(text)))
    return FAILURE


def _bad_token(token: str, error: Exception, next_step: str) -> KitError:
    return KitError(
        printable(f"{token} cannot be replayed: {error}."),
        cause="it was not copied whole, or another version of the kit made it.",
        next_step=next_step,
    )


def load(file: Path, entry: str) -> Program:
    """The program in a file. Its neighbours can be imported, as with `python file.py`."""
    from grader.interleave import Program  # noqa: PLC0415 - greenlet is not needed for help

    try:
        source = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KitError(
            f"There is no file {file}.", cause="a typing error.", next_step="give the path of a Python file."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise KitError(f"{file} cannot be read: {error}.", next_step="give the path of a Python file.") from error
    sys.path.insert(0, str(file.resolve().parent))
    return Program(source, str(file), entry=entry)


def unloadable(file: Path, error: ProgramError) -> KitError:
    """Why a program does not start, with the line."""
    where = f"{file}:{error.line}" if error.line else str(file)
    next_step = "mend the file."
    if error.kind == "missing-entry":
        next_step = "define it, or name another function with --entry."
    return KitError(printable(f"{where} does not load: {error.message}"), cause=f"{error.kind}.", next_step=next_step)


def first_failure(found: Exploration) -> Outcome | None:
    """The failing outcome that was found first."""
    failing = [outcome for outcome in found.outcomes if outcome.failure is not None]
    return min(failing, key=lambda outcome: outcome.first, default=None)


def exit_code(found: Exploration) -> int:
    """A program that is not deterministic under one schedule cannot be judged."""
    outcome = first_failure(found)
    if outcome is None or outcome.failure is None:
        return NO_FAILURE
    return INCONCLUSIVE if outcome.failure.kind == "nondeterminism" else FAILURE


def as_json(found: Exploration) -> dict[str, Any]:
    """The object that --json writes."""
    outcome = first_failure(found)
    verdicts = {NO_FAILURE: "no-failure-found", FAILURE: "failure", INCONCLUSIVE: "inconclusive"}
    failure = None
    if outcome is not None and outcome.failure is not None:
        names = ("kind", "message", "task", "file", "line")
        failure = {name: getattr(outcome.failure, name) for name in names}
        failure |= {"builds": outcome.builds, "strategy": outcome.strategy}
    return {
        "schema": SCHEMA,
        "verdict": verdicts[exit_code(found)],
        "failure": failure,
        "executions": found.executions,
        "steps": found.steps,
        "seconds": round(found.seconds, 6),
        "exhaustive": found.exhaustive,
        "searched": found.searched,
        "replay": outcome.token if outcome is not None else None,
        "remarks": [remark.to_json() for remark in found.remarks],
    }


def _nothing_said(reason: str) -> dict[str, Any]:
    return {
        "schema": SCHEMA,
        "verdict": "inconclusive",
        "failure": None,
        "executions": 0,
        "steps": 0,
        "seconds": 0.0,
        "exhaustive": False,
        "searched": reason,
        "replay": None,
        "remarks": [],
    }


def _dumps(value: dict[str, Any]) -> str:
    import json  # noqa: PLC0415 - the name is an option in this module

    return json.dumps(value, ensure_ascii=True, indent=2) + "\n"


def _entry_words(entry: str) -> list[str]:
    return [] if entry == "main" else ["--entry", entry]


def show(console: Console, program: Program, found: Exploration, replay: str) -> None:
    """Print what was found: the failure on one screen, or the honest sentence that there was none."""
    from grader.interleave import collect_trace  # noqa: PLC0415 - greenlet is not needed for help

    outcome = first_failure(found)
    if outcome is None or outcome.failure is None:
        console.print(f"No failure found in {plural(found.executions, 'execution')}.")
        console.print(Text(f"Searched: {found.searched}."))
        _show_remarks(console, found)
        return
    failure = outcome.failure
    message = printable(failure.message)
    said = message if message.startswith(failure.kind) else f"{failure.kind}: {message}"
    console.print(Text(said, style="bold red"))
    console.print()
    print_trace(console, collect_trace(program, outcome.token))
    console.print()
    where = f"Found in execution {outcome.first} (strategy: {outcome.strategy})."
    console.print(Text(f"{where} Builds: {_BUILDS.get(outcome.builds, outcome.builds)}."))
    console.print(Text(f"Searched: {found.searched}."))
    _show_remarks(console, found)
    console.print(Text(f"Again: {replay.replace('{token}', outcome.token)}", style="cyan"))


def _show_remarks(console: Console, found: Exploration) -> None:
    """What is worth knowing and is no failure by itself; the first few."""
    for remark in found.remarks[:MOST_REMARKS]:
        console.print(Text(f"remark: {printable(remark.text)}."))
    more = len(found.remarks) - MOST_REMARKS
    if more > 0:
        console.print(Text(f"({plural(more, 'more remark')}: see --json.)"))


_BUILDS: Final = {
    "default": "it happens on the default build of Python",
    "free-threaded": "it needs a free-threaded build of Python (or one before 3.10)",
}


def print_trace(console: Console, trace: Trace) -> None:
    """The table with a column for each task."""
    from grader.interleave import render_text  # noqa: PLC0415 - as in explore

    for line in printable(render_text(trace, width=console.width)).split("\n"):
        console.print(Text(line), no_wrap=True, overflow="ignore", crop=False)
