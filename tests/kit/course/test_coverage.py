"""The coverage table: everything that the course's chapters name is taught, and the table says where.

Each chapter that has exercises has a `coverage.toml`. A topic names exercises, or says `brief = true`, or both; one
of its `words` (its name, if there are none) must stand in each place that it names: an exercise's stub, reference,
scenarios and section of the brief, or the chapter's brief as a whole.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from grader.course import load_course

ROOT = Path(__file__).resolve().parents[3]
COURSE = load_course(ROOT)
EXERCISES = {exercise.id: exercise for exercise in COURSE.exercises}
CHAPTERS = sorted({exercise.chapter for exercise in COURSE.exercises})
KEYS = {"name", "lines", "exercises", "brief", "words"}


def topics(chapter: str) -> list[dict]:
    return tomllib.loads((ROOT / "tests" / chapter / "coverage.toml").read_text(encoding="utf-8"))["topic"]


def brief(chapter: str) -> str:
    return (ROOT / "exercises" / chapter / "README.md").read_text(encoding="utf-8")


def taught(exercise_id: str) -> str:
    """All that a student reads and writes for an exercise."""
    exercise = EXERCISES[exercise_id]
    scenarios = exercise.tests / "scenarios.py"
    files = [path.read_text(encoding="utf-8") for path in (exercise.stub, exercise.solution, scenarios)]
    return "\n".join([*files, brief(exercise.chapter)])


def places(chapter: str, topic: dict) -> dict[str, str]:
    found = {name: taught(name) for name in topic.get("exercises", ()) if name in EXERCISES}
    return found | ({f"the brief of {chapter}": brief(chapter)} if topic.get("brief") else {})


def gaps(chapter: str, topic: dict) -> list[str]:
    """What is wrong with one entry, one sentence each."""
    words = topic.get("words") or [topic["name"]]
    missing = [name for name in topic.get("exercises", ()) if name not in EXERCISES]
    said = [f"{name} is no exercise" for name in missing]
    said += [f"it has the unknown key {key}" for key in sorted(set(topic) - KEYS)]
    where = places(chapter, topic)
    if not where and not missing:
        said.append("nothing teaches it")
    low = {name: text.lower() for name, text in where.items()}
    said += [
        f"{name} holds none of {words}" for name, text in low.items() if not any(word.lower() in text for word in words)
    ]
    return said


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_topic_of_the_chapter_is_taught_where_the_table_says(chapter: str) -> None:
    found = topics(chapter)
    assert found, "an empty table covers nothing"
    assert [(topic["name"], said) for topic in found for said in gaps(chapter, topic)] == []
    names = [topic["name"] for topic in found]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_exercise_of_the_chapter_teaches_something_that_the_table_names(chapter: str) -> None:
    named = {name for topic in topics(chapter) for name in topic.get("exercises", ())}
    assert {name for name, exercise in EXERCISES.items() if exercise.chapter == chapter} <= named


def test_a_gap_is_seen() -> None:
    assert gaps("ch06", {"name": "semaphores of Dijkstra"}) == ["nothing teaches it"]
    assert gaps("ch06", {"name": "x", "exercises": ["ch06/nowhere"]}) == ["ch06/nowhere is no exercise"]
    (said,) = gaps("ch06", {"name": "quantum entanglement", "brief": True})
    assert said == "the brief of ch06 holds none of ['quantum entanglement']"
