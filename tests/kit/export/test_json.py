"""The JSON file for other systems fits its published schema, and the schema is that of the structs."""

import json
from pathlib import Path

import jsonschema
import pytest

import grader.results
from grader.export import FORMATS
from grader.results import Results, Run, json_schema, results_from_json, score_exercise, score_submission
from tests.kit.course.fakes import one_check

SCHEMA = Path(grader.results.__file__).with_name("results.schema.json")
STATUSES = ["passed", "failed", "student_error", "timeout", "limit", "integrity", "grader_error"]


@pytest.fixture
def results():
    exercises = [
        score_exercise(
            f"ch91/{status}", [one_check("test_sum", 2, False, status, status if status == "failed" else None)]
        )
        for status in STATUSES
    ]
    run = Run(
        started="2026-01-01T00:00:00+00:00",
        finished=None,
        python="CPython 3.11.7",
        engine="e",
        limits="l",
        seed=0,
        tier="T2",
        exercises=tuple(exercise.exercise for exercise in exercises),
    )
    return Results(run=run, submissions=(score_submission("ada", exercises[:5]), score_submission("bob", exercises)))


def test_the_published_schema_is_made_from_the_structs():
    text = json.dumps(json_schema(), indent=2) + "\n"
    if SCHEMA.read_text() != text:
        SCHEMA.write_text(text)
        pytest.fail(f"{SCHEMA.name} was not what the structs say; it has been written again: look at the difference.")


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(json_schema())


def test_results_of_every_status_fit_the_schema(results):
    written = json.loads(FORMATS["json"](results))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text())).validate(written)
    assert [submission["score"] for submission in written["submissions"]] == [2, None]


def test_what_is_written_is_read_back_the_same(results):
    assert results_from_json(FORMATS["json"](results)) == results


def test_the_keys_are_those_that_were_promised(results):
    written = json.loads(FORMATS["json"](results))
    assert {"schema", "run", "submissions"} <= written.keys()
    exercise = written["submissions"][0]["exercises"][1]
    assert {"exercise", "score", "max_score", "checks"} <= exercise.keys()
    assert {
        "check", "status", "failure", "points", "max_points", "hidden", "evidence"
    } <= exercise["checks"][0].keys()  # fmt: skip


@pytest.mark.parametrize(
    "break_it",
    [
        lambda written: written.update(schema="grader.results/2"),
        lambda written: written["submissions"][0].update(grade="A"),
        lambda written: written["submissions"][0]["exercises"][0].update(score="2"),
        lambda written: written["submissions"][0]["exercises"][0]["checks"][0].update(status="ok"),
    ],
)
def test_the_schema_and_the_reader_refuse_the_same(results, break_it):
    written = json.loads(FORMATS["json"](results))
    break_it(written)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(written, json.loads(SCHEMA.read_text()))
    with pytest.raises(ValueError, match=r"at `\$"):
        results_from_json(json.dumps(written))


def test_no_byte_of_the_file_means_anything_to_a_terminal(results):
    evil = score_submission("\x1b[2J\x9b\u202e", list(results.submissions[0].exercises))
    text = FORMATS["json"](Results(run=results.run, submissions=(evil,)))
    assert text.isascii()
    assert "\x1b" not in text
