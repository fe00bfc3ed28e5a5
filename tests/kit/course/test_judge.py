"""Whatever the runner does, a file gets a result, and the kit's own failures cost nothing."""

import pytest

from grader.course import Conditions, judge


def judged(course, runner, tmp_path, text, **conditions):
    file = tmp_path / "answer.py"
    file.write_text(text)
    return judge(course.exercises[0], file, Conditions(**conditions), runner)


def test_points_add_up(course, runner, tmp_path):
    result = judged(course, runner, tmp_path, "#= test_sum failed deadlock 3\n")
    assert (result.status, result.score, result.max_score) == ("graded", 3, 5)


def test_public_checks_alone_are_scored_out_of_their_own_points(course, runner, tmp_path):
    result = judged(course, runner, tmp_path, "", hidden=False)
    assert (result.score, result.max_score) == (2, 2)


def test_a_failure_of_the_kit_is_tried_again(course, runner, tmp_path):
    result = judged(course, runner, tmp_path, "#= kit breaks 2\n")
    assert (result.status, result.score, len(runner.runs)) == ("graded", 5, 3)


@pytest.mark.parametrize("text", ["#= kit breaks 9\n", "#= kit raises\n"])
def test_a_failure_of_the_kit_that_stays_withholds_the_score(course, runner, tmp_path, text):
    result = judged(course, runner, tmp_path, text)
    assert (result.status, result.score, result.max_score, len(runner.runs)) == ("withheld", None, 5, 3)
    assert result.message


def test_no_checks_at_all_is_a_failure_of_the_kit(course, tmp_path):
    result = judged(course, lambda *_args, **_options: [], tmp_path, "")
    assert (result.status, result.score) == ("withheld", None)
    assert "no check" in result.message


def test_tampering_waits_for_a_person(course, runner, tmp_path):
    result = judged(course, runner, tmp_path, "#= test_sum integrity\n")
    assert (result.status, result.score, len(runner.runs)) == ("withheld", None, 1)
