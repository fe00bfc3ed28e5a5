"""Load chapter.toml files and find exercises in them by the names that people type."""

from __future__ import annotations

import difflib
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec

from grader.course.errors import KitError
from grader.course.exercise import KINDS, Chapter, Course, Exercise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]*$")]
_Text = Annotated[str, msgspec.Meta(min_length=1)]


class _ExerciseTable(msgspec.Struct, forbid_unknown_fields=True):
    id: _Name
    title: _Text
    kind: str
    difficulty: Annotated[int, msgspec.Meta(ge=1, le=3)]
    points: Annotated[int, msgspec.Meta(ge=1)]
    minutes: Annotated[int, msgspec.Meta(ge=1)]
    hints: Annotated[list[_Text], msgspec.Meta(min_length=1)]
    optional: bool = False
    boss: bool = False


class _ChapterTable(msgspec.Struct, forbid_unknown_fields=True):
    id: _Name
    title: _Text


class _ChapterFile(msgspec.Struct, forbid_unknown_fields=True):
    chapter: _ChapterTable
    exercise: Annotated[list[_ExerciseTable], msgspec.Meta(min_length=1)]


def find_root(start: Path) -> Path:
    """The course that `start` is in: the nearest folder upwards with exercises/ and tests/.

    Falls back to the course that this package came with.
    """
    for folder in (start, *start.parents):
        if (folder / "exercises").is_dir() and (folder / "tests").is_dir():
            return folder
    return Path(__file__).resolve().parents[2]


def load_course(root: Path) -> Course:
    """Load every chapter below `root`. Raises KitError for anything that does not fit."""
    files = sorted((root / "exercises").glob("*/chapter.toml"))
    if not files:
        raise KitError(
            f"No chapter found: there is no exercises/*/chapter.toml in {root}.",
            cause="the command was started outside the course folder.",
            next_step="change to the folder that holds exercises/ and try again.",
        )
    return Course(root=root, chapters=tuple(load_chapter(root, path) for path in files))


def load_chapter(root: Path, path: Path) -> Chapter:
    """Load one chapter.toml. Raises KitError that names the file and the field."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        table = msgspec.convert(raw, _ChapterFile)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KitError(f"{path} cannot be read: {error}") from error
    except msgspec.ValidationError as error:
        raise KitError(
            f"{path} does not fit: {error}",
            cause="a missing, misspelt or wrongly typed key.",
            next_step="compare it with the chapter.toml of another chapter.",
        ) from error
    _reject_contradictions(path, table)
    exercises = tuple(_exercise(root, table.chapter.id, entry) for entry in table.exercise)
    return Chapter(id=table.chapter.id, title=table.chapter.title, exercises=exercises)


def _reject_contradictions(path: Path, table: _ChapterFile) -> None:
    """What the types cannot say: ids that match the folder, are unique, kinds that exist."""
    if table.chapter.id != path.parent.name:
        raise KitError(
            f"{path} does not fit: chapter id {table.chapter.id!r} is not the name of its folder, {path.parent.name!r}."
        )
    seen: set[str] = set()
    for entry in table.exercise:
        if entry.id in seen:
            raise KitError(f"{path} does not fit: exercise {entry.id!r} is listed twice.")
        seen.add(entry.id)
        if entry.kind not in KINDS:
            raise KitError(
                f"{path} does not fit: exercise {entry.id!r} has the kind {entry.kind!r}.",
                cause=f"the kinds are {', '.join(KINDS)}.",
            )


def _exercise(root: Path, chapter: str, entry: _ExerciseTable) -> Exercise:
    return Exercise(
        root=root,
        chapter=chapter,
        name=entry.id,
        title=entry.title,
        kind=entry.kind,
        difficulty=entry.difficulty,
        points=entry.points,
        minutes=entry.minutes,
        optional=entry.optional,
        boss=entry.boss,
        hints=tuple(entry.hints),
    )


def find_chapter(course: Course, chapter_id: str) -> Chapter:
    """The chapter of that id. Raises KitError that lists what there is."""
    for chapter in course.chapters:
        if chapter.id == chapter_id:
            return chapter
    raise _no_such("chapter", chapter_id, [chapter.id for chapter in course.chapters])


def find_exercise(course: Course, exercise_id: str) -> Exercise:
    """The exercise `ch06/transfer`. Raises KitError that lists what there is."""
    chapter_id, _, name = exercise_id.partition("/")
    chapter = find_chapter(course, chapter_id)
    for exercise in chapter.exercises:
        if exercise.name == name:
            return exercise
    raise _no_such(f"exercise in {chapter_id}", name, [exercise.name for exercise in chapter.exercises])


def select(course: Course, names: Iterable[str]) -> tuple[Exercise, ...]:
    """The exercises that `names` mean, in course order: `ch06`, `ch06/transfer`, `transfer`.

    No names mean all. Raises KitError for a name that means nothing or too much.
    """
    chosen: list[Exercise] = []
    for name in names:
        if "/" in name:
            chosen.append(find_exercise(course, name))
        elif any(chapter.id == name for chapter in course.chapters):
            chosen += find_chapter(course, name).exercises
        else:
            chosen.append(_find_by_bare_name(course, name))
    if not chosen:
        return course.exercises
    return tuple(exercise for exercise in course.exercises if exercise in chosen)


def _find_by_bare_name(course: Course, name: str) -> Exercise:
    matches = [exercise for exercise in course.exercises if exercise.name == name]
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise KitError(
            f"{name!r} is the name of {len(matches)} exercises.",
            next_step=f"say which: {', '.join(exercise.id for exercise in matches)}.",
        )
    known = [chapter.id for chapter in course.chapters]
    known += [exercise.name for exercise in course.exercises]
    raise _no_such("chapter or exercise", name, known)


def _no_such(what: str, name: str, known: Sequence[str]) -> KitError:
    near = difflib.get_close_matches(name, known, n=1)
    guess = f"did you mean {near[0]!r}?" if near else "a typing error."
    return KitError(
        f"There is no {what} {name!r}.",
        cause=guess,
        next_step=f"choose one of: {', '.join(known)}.",
    )
