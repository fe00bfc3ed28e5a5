"""One hint at a time, and the command for the next."""

import pytest

from tests.kit.cli.command import grader


@pytest.mark.parametrize(
    ("line", "said", "more"),
    [
        ("hint ch91/adder", "ch91/adder, hint 1 of 3:\nWhich lines must nobody interrupt?\n", "--level 2"),
        ("hint ch91 adder", "hint 1 of 3:\nWhich lines", "--level 2"),
        ("hint adder", "hint 1 of 3:\nWhich lines", "--level 2"),
        ("hint ch91 adder 2", "hint 2 of 3:\nRead and write belong together.\n", "--level 3"),
        ("hint ch91/adder --level 3", "hint 3 of 3:\n`with` survives exceptions.\n", ""),
    ],
)
def test_a_hint(root, line, said, more):
    done = grader(*line.split(), cwd=root)
    assert done.returncode == 0
    assert said in done.stdout
    assert (f"More: python -m grader hint ch91/adder {more}" in done.stdout) == bool(more)


def test_the_next_command_is_one_that_can_be_typed_here(root):
    done = grader("hint", "adder", cwd=root, GRADER_PROG=".venv/bin/grader")
    assert "More: .venv/bin/grader hint ch91/adder --level 2" in done.stdout
