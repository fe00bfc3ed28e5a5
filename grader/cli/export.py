"""`export`: results of a grading run as a file for another system."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from grader.cli import common
from grader.course import KitError
from grader.export import FORMATS
from grader.results import Results, results_from_json

HELP: Final = """Write the results of a grading run as a file for another system.

\b
  export RESULTS --format json --out grades.json

json is the results as grader/results.schema.json describes them.
"""


def command(
    results: Annotated[Path, typer.Argument(help="The folder that grade wrote (or its results.json).")],
    out: Annotated[str, typer.Option(metavar="FILE", help="The file to write; - for stdout.")],
    format: Annotated[str, typer.Option(help=f"One of: {', '.join(FORMATS)}.")] = "json",  # noqa: A002 - the option's name
) -> None:
    """Read, convert, write."""
    if format not in FORMATS:
        raise KitError(f"There is no format {format!r}.", next_step=f"choose one of: {', '.join(FORMATS)}.")
    common.write_text(out, FORMATS[format](load(results)))
    if out != "-":
        common.stdout().print(f"Wrote {out}.")


def load(path: Path) -> Results:
    """The results in a folder. Raises KitError when there are none, or not ours."""
    file = path / "results.json" if path.is_dir() else path
    try:
        return results_from_json(file.read_bytes())
    except FileNotFoundError:
        raise KitError(
            f"There is no {file}.",
            cause="nothing was graded into that folder yet.",
            next_step=common.next_command("grade", "SUBMISSIONS", "--out", str(path)),
        ) from None
    except OSError as error:
        raise KitError(f"{file} cannot be read: {error.strerror}.") from error
    except (ValueError, msgspec.ValidationError) as error:
        raise KitError(
            f"{file} does not fit the schema: {error}.",
            cause="it was edited, or another version of the kit wrote it.",
            next_step="grade again into the same folder; finished verdicts are kept.",
        ) from error
