"""The commands and the way out: every command line ends here with its exit code."""

from __future__ import annotations

import os
import sys
import traceback
from typing import Final

import typer

from grader.cli import check, doctor, engine, export, grade, hint, simulate, verify
from grader.course import KitError
from grader.report import make_console, printable

INTERNAL: Final = 3
"""The kit itself failed: nothing was said about anybody's code."""

app = typer.Typer(
    name="grader",
    help="Exercises in concurrency, judged without luck: check, verify, grade, explore.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)

app.command("check", help=check.HELP)(check.command)
app.command("hint", help=hint.HELP)(hint.command)
app.command("verify", help=verify.HELP)(verify.command)
app.command("grade", help=grade.HELP)(grade.command)
app.command("export", help=export.HELP)(export.command)
app.command("explore", help=engine.EXPLORE_HELP)(engine.explore_command)
app.command("replay", help=engine.REPLAY_HELP)(engine.replay_command)
app.command("simulate", help=simulate.HELP)(simulate.command)
app.command("doctor", help=doctor.HELP)(doctor.command)


def with_fixed_hashes() -> None:
    """Start this process again with a fixed seed for hashes, unless it has one.

    A program that goes through a set of strings does so in an order that depends on it: without a fixed
    seed a replay token would stand for another run in the next process.
    """
    if sys.flags.hash_randomization:
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)


def main() -> None:
    """Run the command line. Exit code 2 for what cannot be served, with what, why, what next; 3 for our defect."""
    if sys.argv[1:2] in (["explore"], ["replay"], ["simulate"]):
        with_fixed_hashes()
    try:
        app()
    except KitError as error:
        console = make_console(sys.stderr, os.environ)
        console.print(printable(str(error)), style="red", soft_wrap=False)
        sys.exit(2)
    except Exception:  # noqa: BLE001 - a defect of ours must not look like exit code 1, a verdict
        traceback.print_exc()
        sys.stderr.write("This is a defect of the kit, not of your code. Please report it with the lines above.\n")
        sys.exit(INTERNAL)
