"""verify proves a good exercise and names everything that is off with a bad one."""

import pytest

from grader.course import Conditions, load_course, plan, stray_files, verify
from grader.results import CheckResult, all_problems
from tests.kit.course.fakes import CHAPTER, FILES, change


def problems_of(root, runner):
    exercises = load_course(root).exercises
    found = verify(exercises, runner, conditions=Conditions(), jobs=2, on_done=lambda _trial, _variant: None)
    return [problem for certificate in found.exercises for problem in all_problems(certificate)] + stray_files(
        exercises, exercises
    )


def test_a_good_course_has_no_problems(root, runner):
    assert problems_of(root, runner) == []


def test_the_stub_sees_the_public_checks_only(root, runner):
    hidden = {trial.role: trial.conditions.hidden for trial in plan(load_course(root).exercises, Conditions())}
    assert hidden == {"stub": False, "reference": True, "mutant": True, "accepted": True}


LOST = "tests/ch91/adder/mutants/lost_update.py"
DOCSTRING = FILES[LOST].partition("#=")[0]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("exercises/ch91/adder.py", "", "stub adder: it passes every public check"),
        ("exercises/ch91/adder.py", None, "stub adder: there is no file"),
        ("exercises/ch91/adder.py", "#= * student_error", "stub adder: it does not load: SyntaxError"),
        ("solutions/ch91/adder.py", "#= test_sum failed livelock 9", "test_sum gives failed (livelock), expected"),
        ("solutions/ch91/adder.py", "#= kit raises", "reference adder: run_checks gives grader_error"),
        ("tests/ch91/adder/accepted/with_queue.py", '"""Q."""\n#= test_sum timeout', "accepted with_queue: test_sum"),
        ("tests/ch91/adder/accepted/with_queue.py", "", "accepted with_queue: it has no docstring"),
        ("tests/ch91/adder/accepted/with_queue.py", None, "no accepted answers in"),
        (LOST, DOCSTRING, "not caught by test_sum, which its docstring names; caught by nothing."),
        (LOST, DOCSTRING + "#= test_two_adders failed leak 1", "caught only by test_two_adders."),
        (LOST, DOCSTRING + "#= * student_error", "mutant lost_update: it does not load"),
        (LOST, DOCSTRING.replace("test_sum", "test_total"), "there is no check test_total"),
        (LOST, '"""I read."""\n#= test_sum failed leak 1', "no line 'Caught by: <check>'"),
        (LOST, DOCSTRING + "#= kit breaks 9", "mutant lost_update: test_sum could not be judged (grader_error)"),
        ("exercises/ch91/chapter.toml", CHAPTER.replace("points = 5", "points = 6"), "sum to 5, the card says 6."),
        ("exercises/ch91/chapter.toml", CHAPTER.replace('"Merge."', '" "'), "hint 2 is empty."),
        ("exercises/ch91/left_over.py", "", "exercises/ch91/left_over.py belongs to no exercise of ch91"),
        ("tests/ch91/old/test_checks.py", "", "tests/ch91/old belongs to no exercise"),
    ],
)
def test_what_is_off_is_said(root, runner, name, text, said):
    change(root, name, text)
    found = problems_of(root, runner)
    assert any(said in problem for problem in found), found


def test_a_bad_mutant_hides_no_other_problem(root, runner):
    change(root, LOST, DOCSTRING)
    change(root, "solutions/ch91/sorter.py", "#= test_order failed deadlock 2")
    assert len(problems_of(root, runner)) == 2


def test_one_exercise_alone_does_not_make_its_neighbours_strays(root):
    first, *others = load_course(root).exercises
    assert others
    assert stray_files([first], [first, *others]) == []
    assert stray_files([first], [first])


def test_a_mutant_must_be_caught_under_every_seed(root):
    def sometimes(_exercise, file, **_):
        caught = file.parent.name == "mutants" or file.parts[-3] == "exercises"
        repeats = (3, 0, 41) if file.parent.name == "mutants" else ()
        checks = [CheckResult(check="test_sum", status="passed", points=5, max_points=5)]
        if caught:
            checks = [CheckResult(check="test_sum", status="failed", max_points=5, repeats=repeats)]
        return checks

    (first, *_) = load_course(root).exercises
    found = verify([first], sometimes, conditions=Conditions(), jobs=1, on_done=lambda _trial, _variant: None)
    said = [problem for certificate in found.exercises for problem in all_problems(certificate)]
    assert "mutant lost_update: test_sum catches it under 2 of 3 seeds only." in said
