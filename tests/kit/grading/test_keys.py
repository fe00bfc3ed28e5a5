"""Keys change with what decides a verdict, and with nothing else."""

import pytest

from grader.course import Conditions, load_course
from grader.grading import surroundings
from tests.kit.course.fakes import change


def key(root, text="pass\n", tier="T0", **conditions):
    exercises = load_course(root).exercises
    return surroundings(exercises, Conditions(**conditions), tier).key(exercises[0], text).digest


def test_the_same_is_the_same_wherever_the_course_lies(root, tmp_path):
    first = key(root)
    root.rename(tmp_path / "moved")
    assert key(tmp_path / "moved") == first


@pytest.mark.parametrize("name", ["test_checks.py", "scenarios.py", "model.py", "../helpers.py"])
def test_a_change_to_the_checks_is_a_new_key(root, name):
    first = key(root)
    change(root, f"tests/ch91/adder/{name}", "x = 1\n")
    assert key(root) != first


@pytest.mark.parametrize("name", ["tests/ch91/adder/mutants/lost_update.py", "tests/ch91/sorter/test_checks.py"])
def test_what_does_not_judge_this_file_is_not_in_its_key(root, name):
    first = key(root)
    change(root, name, '"""Changed."""\n')
    assert key(root) == first


def test_text_and_limits_are_in_the_key(root):
    keys = [key(root), key(root, text="x\n"), key(root, tier="T2"), key(root, timeout=5), key(root, hidden=False)]
    assert len(set(keys)) == len(keys)
