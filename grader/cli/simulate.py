"""`simulate`: a program of anyone's own on virtual machines with more and more cores."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from rich.text import Text

from grader.cli import common
from grader.cli.engine import FAILURE, INCONCLUSIVE, NO_FAILURE, load, unloadable
from grader.course import KitError
from grader.report import printable

if TYPE_CHECKING:
    from rich.console import Console

    from grader.interleave import Program, Simulation

SCHEMA: Final = "grader.simulate/1"

HELP: Final = """Run a program of your own on virtual machines: how much faster do cores make it?

Runs the program's main() with 1, 2, 4, ... cores, without a GIL and with it. crunch(s) and
fetch(url, s) from grader.kit take s virtual seconds, waits take what they take, all other
Python costs nothing; so the numbers are exact, and the same on every machine.

\b
  simulate my_program.py
  simulate my_program.py --cores 1,2,3 --gil --json -

Exit code: 0 it ran, 1 it failed (deadlock, exception, ...), 2 usage or the file does not
load, 3 nothing can be said (the program waits for the real world, say).
"""


def command(
    *,
    file: Annotated[Path, typer.Argument(help="A Python file.")],
    entry: Annotated[str, typer.Option(help="The function to run.")] = "main",
    cores: Annotated[str, typer.Option(metavar="N,N,...", help="The machines, 1 to 64 cores.")] = "1,2,4,8,16",
    gil: Annotated[bool | None, typer.Option("--gil/--no-gil", help="Only with a GIL, or only without.")] = None,
    json: Annotated[str | None, typer.Option(metavar="PATH", help="Write one JSON object; - for stdout.")] = None,
    svg: Annotated[str | None, typer.Option(metavar="PATH", help="Write the chart as SVG.")] = None,
) -> None:
    """Simulate, print, leave with the exit code."""
    from grader.interleave import InterleaveError, ProgramError  # noqa: PLC0415 - --help does without greenlet

    machines = parse_cores(cores)
    program = with_kit(load(file, entry))
    out = common.stderr() if json == "-" else common.stdout()
    builds = [False, True] if gil is None else [gil]
    try:
        runs = {(build, number): _run(program, number, gil=build) for build in builds for number in {1, *machines}}
    except ProgramError as error:
        raise unloadable(file, error) from error
    except InterleaveError as error:
        out.print(Text(f"Nothing can be said about {printable(str(file))}: {printable(str(error))}", style="red"))
        raise typer.Exit(INCONCLUSIVE) from None
    if json is not None:
        common.write_text(json, jsonlib.dumps(as_json(runs, machines, builds), indent=2) + "\n")
    if svg is not None:
        from grader.interleave.machine.drawing import render_svg  # noqa: PLC0415 - as above

        common.write_text(svg, render_svg(runs[builds[0], machines[-1]].timeline) + "\n")
    raise typer.Exit(show(out, runs, machines, builds))


def parse_cores(text: str) -> list[int]:
    """Numbers of cores in order. Raises KitError for anything else."""
    try:
        numbers = sorted({int(word) for word in text.split(",")})
    except ValueError:
        numbers = []
    if not numbers or not 1 <= numbers[0] <= numbers[-1] <= 64:
        raise KitError(
            printable(f"--cores {text} is no list of machines."), next_step="give numbers from 1 to 64, as in 1,2,4."
        )
    return numbers


def with_kit(program: Program) -> Program:
    """The program with `grader.kit` as it is on the machine."""
    from dataclasses import replace  # noqa: PLC0415 - as above

    from grader.worker.explore import replacements  # noqa: PLC0415 - it loads the engine

    return replace(program, replacements=replacements())


def _run(program: Program, cores: int, *, gil: bool) -> Simulation:
    from grader.interleave import simulate  # noqa: PLC0415 - as above

    return simulate(program, cores=cores, gil=gil)


def _speed_up(runs: dict[tuple[bool, int], Simulation], build: bool, cores: int) -> float | None:  # noqa: FBT001 - the build is a key of the table
    end = runs[build, cores].timeline.end
    return runs[build, 1].timeline.end / end if end else None


def as_json(runs: dict[tuple[bool, int], Simulation], machines: list[int], builds: list[bool]) -> dict[str, Any]:
    """The object that --json writes. Times in virtual seconds."""
    made = []
    for build in builds:
        for cores in machines:
            run = runs[build, cores]
            failure = run.failure.to_json() if run.failure is not None else None
            up = _speed_up(runs, build, cores)
            made.append(
                {
                    "cores": cores,
                    "gil": build,
                    "makespan": run.timeline.end,
                    "speed_up": up,
                    "efficiency": up / cores if up is not None else None,
                    "utilisation": run.timeline.utilisation,
                    "failure": failure,
                    "tasks": run.timeline.to_json()["tasks"],
                }
            )
    return {"schema": SCHEMA, "runs": made}


def show(console: Console, runs: dict[tuple[bool, int], Simulation], machines: list[int], builds: list[bool]) -> int:
    """Print the table and the chart of the largest machine; the exit code."""
    from grader.interleave import render_gantt  # noqa: PLC0415 - as above

    for line in table(runs, machines, builds):
        console.print(Text(line), no_wrap=True, overflow="ignore", crop=False)
    failed = [(build, cores) for build in builds for cores in machines if runs[build, cores].failure is not None]
    shown = failed[0] if failed else (builds[0], machines[-1])
    run = runs[shown]
    if run.timeline.end > 0:
        ascii_only = "utf" not in console.encoding.lower()
        chart = render_gantt(run.timeline, min(console.width, 100), ascii_only=ascii_only)
        for line in ["", *chart.split("\n")]:
            console.print(Text(line), no_wrap=True, overflow="ignore", crop=False)
    if run.failure is None:
        return NO_FAILURE
    message = printable(run.failure.message)
    said = message if message.startswith(run.failure.kind) else f"{run.failure.kind}: {message}"
    console.print()
    console.print(Text(said, style="bold red"))
    return FAILURE


def table(runs: dict[tuple[bool, int], Simulation], machines: list[int], builds: list[bool]) -> list[str]:
    """A line for each machine: virtual seconds, speed-up over one core of the same build, and that for each core."""
    heads = {False: "without a GIL", True: "with the GIL"}
    lines = [
        "       " + "".join(f"{heads[build]:^33}" for build in builds).rstrip(),
        "cores  " + "".join(f"{'seconds':>12}{'speed-up':>10}{'per core':>10} " for _ in builds).rstrip(),
    ]
    for cores in machines:
        cells = ""
        for build in builds:
            run, up = runs[build, cores], _speed_up(runs, build, cores)
            if run.failure is not None:
                cells += f"{run.failure.kind:>12}{'':>21}"
            elif up is None:
                cells += f"{'0':>12}{'-':>10}{'-':>10} "
            else:
                cells += f"{_plain(run.timeline.end):>12}{up:>10.2f}{up / cores:>10.0%} "
        lines.append(f"{cores:>5}  {cells}".rstrip())
    return lines


def _plain(value: float) -> str:
    return f"{value:.6f}".rstrip("0").rstrip(".")
