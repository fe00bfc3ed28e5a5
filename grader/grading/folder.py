"""The folder that holds everything of a grading run: store, results, reports."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.course import KitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class ResultsFolder:
    """Paths in a results folder."""

    path: Path

    @property
    def store(self) -> Path:
        """Verdicts and evidence; what makes a second run go on where the first stopped."""
        return self.path / "results.sqlite"

    @property
    def results(self) -> Path:
        """The results of the last run, by the schema."""
        return self.path / "results.json"

    @property
    def students(self) -> Path:
        """A text report for each student."""
        return self.path / "students"


@contextmanager
def open_folder(path: Path, *, submissions: Path) -> Iterator[ResultsFolder]:
    """Make the folder and hold it against a second run. Raises KitError if that cannot be."""
    if path.resolve().is_relative_to(submissions.resolve()):
        raise KitError(
            f"{path} lies inside {submissions}: it would be taken for a student.",
            next_step="give --out a folder beside the submissions.",
        )
    try:
        (path / "students").mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise KitError(
            f"{path} cannot be used for results: {error.strerror}.", next_step="give another folder with --out."
        ) from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KitError(
                f"Another run is writing to {path}.",
                cause="grade was started twice.",
                next_step="wait for it, or give another folder with --out.",
            ) from None
        yield ResultsFolder(path=path)
    finally:
        os.close(descriptor)
