"""Find in a folder of students' folders what each handed in for which exercise."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from grader.course import Exercise, KitError
from grader.grading.reading import UnusableFileError, read_source

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, kw_only=True)
class HandedIn:
    """The one file that counts for an exercise: its text, or why there is none."""

    text: str | None
    note: str
    """For a person: where it was looked for, what else was there, why it is unusable."""
    present: bool
    """Something of that name is there, even if it is not read."""
    place: PurePosixPath | None = None
    """Where in the student's folder the text was read."""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What one student handed in, exercise by exercise."""

    student: str
    files: dict[str, HandedIn]

    @property
    def empty(self) -> bool:
        """Nothing of any exercise was found."""
        return not any(file.present for file in self.files.values())


def places(exercise: Exercise) -> tuple[PurePosixPath, ...]:
    """Where a file may lie in a student's folder; the first that is there counts."""
    flat = PurePosixPath(f"{exercise.name}.py")
    return PurePosixPath("exercises") / exercise.chapter / flat, PurePosixPath(exercise.chapter) / flat, flat


def student_name(folder: Path) -> str:
    """The folder's name, with bytes that are no UTF-8 made visible."""
    return os.fsencode(folder.name).decode("utf-8", "backslashreplace")


def collect(folder: Path, exercises: Sequence[Exercise]) -> list[Submission]:
    """Read all submissions below `folder`, in order of student.

    Nothing that one student left there stops the others; raises KitError only when
    `folder` cannot be what was meant.
    """
    students = student_folders(folder, exercises)
    return [
        Submission(
            student=student_name(student),
            files={exercise.id: find_file(student, exercise) for exercise in exercises},
        )
        for student in students
    ]


def student_folders(folder: Path, exercises: Sequence[Exercise]) -> list[Path]:
    """The students' folders, links to folders included (they are reported, not followed)."""
    try:
        entries = sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except FileNotFoundError:
        raise KitError(
            f"There is no folder {folder}.",
            cause="a typing error, or the submissions were not unpacked yet.",
            next_step="give the folder that holds one folder for each student.",
        ) from None
    except NotADirectoryError:
        raise KitError(
            f"{folder} is not a folder.",
            cause="an archive or a single file was given.",
            next_step="unpack it and give the folder that holds one folder for each student.",
        ) from None
    except OSError as error:
        raise KitError(f"{folder} cannot be read: {error.strerror}.") from error
    if any((folder / place).exists() for exercise in exercises for place in places(exercise)):
        raise KitError(
            f"{folder} holds exercise files, not students' folders.",
            cause="this is the folder of one student.",
            next_step=f"give the folder above it, {folder.resolve().parent}.",
        )
    students = [path for path in entries if not path.name.startswith(".") and (path.is_symlink() or path.is_dir())]
    if not students:
        raise KitError(
            f"{folder} holds no students' folders.",
            cause="it is empty, or the submissions were unpacked somewhere else.",
            next_step="put each student's files into a folder named after the student.",
        )
    return students


def find_file(student: Path, exercise: Exercise) -> HandedIn:
    """The file of that exercise in a student's folder. Never raises for what lies there."""
    looked = places(exercise)
    for place in looked:
        try:
            text = read_source(student, place)
        except FileNotFoundError:
            continue
        except UnusableFileError as error:
            return HandedIn(text=None, note=str(error), present=True)
        others = [other for other in looked[looked.index(place) + 1 :] if os.path.lexists(student / other)]
        note = f"{place} was judged; {', '.join(map(str, others))} was not." if others else ""
        return HandedIn(text=text, note=note, present=True, place=place)
    return HandedIn(text=None, note=f"expected {exercise.chapter}/{exercise.name}.py", present=False)
