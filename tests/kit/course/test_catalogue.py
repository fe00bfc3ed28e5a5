"""chapter.toml becomes exercises with paths, or an error that a course author can act on."""

import pytest

from grader.course import KitError, find_root, load_course, select
from tests.kit.course.fakes import CHAPTER, change


def test_an_exercise_knows_its_files(course, root):
    adder = course.exercises[0]
    assert adder.id == "ch91/adder"
    assert (adder.points, adder.minutes, adder.optional, adder.boss) == (5, 10, False, False)
    assert adder.stub == root / "exercises/ch91/adder.py"
    assert adder.solution == root / "solutions/ch91/adder.py"
    assert adder.tests == root / "tests/ch91/adder"
    assert [path.stem for path in adder.mutants] == ["lost_update", "sleep_as_fix"]
    assert [path.stem for path in adder.accepted] == ["with_queue"]
    assert len(adder.hints) == 3


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "ch91"', 'id = "ch92"', "is not the name of its folder"),
        ('kind = "fix"', 'kind = "repair"', "has the kind 'repair'"),
        ("points = 5", 'points = "5"', "Expected `int`, got `str` - at `$.exercise[0].points`"),
        ("points = 5\n", "", "missing required field `points`"),
        ("minutes = 10", "minuets = 10", "unknown field `minuets`"),
        ("difficulty = 1", "difficulty = 4", "$.exercise[0].difficulty"),
        ('"Merge."', '""', "$.exercise[1].hints"),
        ('id = "sorter"', 'id = "adder"', "'adder' is listed twice"),
        ('title = "Sort', 'title "Sort', "cannot be read"),
    ],
)
def test_a_chapter_that_does_not_fit_is_named_with_the_place(root, old, new, said):
    assert old in CHAPTER
    change(root, "exercises/ch91/chapter.toml", CHAPTER.replace(old, new, 1))
    with pytest.raises(KitError) as caught:
        load_course(root)
    assert "chapter.toml" in str(caught.value)
    assert said in str(caught.value)


def test_a_folder_without_chapters_is_told_apart_from_an_empty_course(tmp_path):
    with pytest.raises(KitError, match="No chapter found"):
        load_course(tmp_path)


def test_the_course_is_found_from_a_folder_inside_it(root):
    assert find_root(root / "exercises" / "ch91") == root


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        ([], ["ch91/adder", "ch91/sorter"]),
        (["ch91"], ["ch91/adder", "ch91/sorter"]),
        (["sorter", "ch91/adder"], ["ch91/adder", "ch91/sorter"]),
        (["sorter"], ["ch91/sorter"]),
    ],
)
def test_exercises_are_chosen_by_the_names_that_people_type(course, names, ids):
    assert [exercise.id for exercise in select(course, names)] == ids


@pytest.mark.parametrize(
    ("name", "what", "guess"),
    [
        ("ch19", "no chapter or exercise 'ch19'", "did you mean 'ch91'?"),
        ("ch91/ader", "no exercise in ch91 'ader'", "did you mean 'adder'?"),
        ("ch07/adder", "no chapter 'ch07'", "choose one of: ch91."),
        ("unlike", "no chapter or exercise 'unlike'", "ch91, adder, sorter"),
    ],
)
def test_a_name_that_means_nothing_gets_the_nearest_and_the_list(course, name, what, guess):
    with pytest.raises(KitError) as caught:
        select(course, [name])
    assert what in str(caught.value)
    assert guess in str(caught.value)
