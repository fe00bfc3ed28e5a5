"""The proof of every chapter: part of the tests, and the same command that an author uses."""

from tests.kit.cli.command import grader


def test_every_chapter_is_proven(capsys):
    done = grader("verify")
    with capsys.disabled():
        print("\n" + done.stdout[done.stdout.index("\nexercise ") :] if "\nexercise " in done.stdout else done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
