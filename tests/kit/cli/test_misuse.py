"""A request that makes no sense: exit code 2, what is wrong, the likely cause, the next command."""

import pytest

from tests.kit.cli.command import grader

BROKEN = "def main(:\n"


@pytest.fixture
def place(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "one" / "ch91").mkdir(parents=True)
    (tmp_path / "one" / "ch91" / "adder.py").write_text("")
    (tmp_path / "class" / "ada").mkdir(parents=True)
    (tmp_path / "class" / "ada" / "essay.txt").write_text("")
    (tmp_path / "broken.py").write_text(BROKEN)
    (tmp_path / "no_main.py").write_text("x = 1\n")
    (tmp_path / "latin.py").write_bytes(b"# caf\xe9\n")
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "results.json").write_text('{"schema": "grader.results/1"}')
    return tmp_path


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("check ch19", "There is no chapter or exercise 'ch19'.|did you mean 'ch91'?"),
        ("check ch91 ader", "There is no exercise in ch91 'ader'.|did you mean 'adder'?"),
        ("check ch91 --submission nowhere", "There is no file or folder nowhere."),
        ("check ch91 --submission broken.py", "is one file, but 2 exercises are to be checked.|check ch91/adder"),
        ("hint ch91", "is 2 exercises; hints belong to one.|hint ch91/adder"),
        ("hint ch91/adder --level 4", "has 3 hints, there is no hint 4."),
        ("verify ch19", "There is no chapter or exercise 'ch19'."),
        ("grade nowhere --out out --tier T0", "There is no folder nowhere."),
        ("grade broken.py --out out --tier T0", "broken.py is not a folder.|unpack it"),
        ("grade empty --out out --tier T0", "empty holds no students' folders.|Next:"),
        ("grade one --out out --tier T0", "holds exercise files, not students' folders.|folder of one student"),
        ("grade class --out out --tier T0", "No student's folder in class holds a file of any exercise."),
        ("grade class --out class/out --chapter ch91 --tier T0", "lies inside class"),
        ("grade class --out broken.py --chapter ch91 --tier T0", "cannot be used for results"),
        ("grade class --out out --chapter ch19 --tier T0", "There is no chapter or exercise 'ch19'."),
        ("grade class --out out --exercise ader --tier T0", "did you mean 'adder'?"),
        ("grade class --out out --tier T9", "There is no tier 'T9'.|choose one of: T0"),
        ("export nowhere --out x", "There is no nowhere.|nothing was graded into that folder yet."),
        ("export empty --out x", "There is no empty/results.json.|grade SUBMISSIONS --out empty"),
        ("export bad --out x", "does not fit the schema: Object missing required field `run`"),
        ("export bad --out x --format docx", "There is no format 'docx'.|choose one of: json."),
        ("explore nowhere.py", "There is no file nowhere.py."),
        ("explore broken.py", "broken.py:1 does not load: invalid syntax"),
        ("explore no_main.py", "no_main.py does not load: |--entry"),
        ("explore latin.py", "latin.py cannot be read: "),
        ("replay AEAI2ZVESMEBCALE broken.py", "broken.py:1 does not load|Next:"),
        ("replay ch91/sorter/abcdef/AEACAIHHFQEBDT7P nowhere.py", "There is no file nowhere.py."),
        ("replay ch91/nope/abcdef/AEACAIHHFQEBDT7P broken.py", "There is no exercise in ch91 'nope'."),
        ("replay ch91/nope broken.py", "cannot be replayed: not a replay token of a check."),
        ("explore broken.py --strategy luck", "'luck' is not one of"),
        ("grade class", "Missing option '--out'"),
        ("shout", "No such command 'shout'"),
    ],
)
def test_the_message_says_what_why_and_what_next(place, root, line, said):
    (root / "work").mkdir()
    for path in place.iterdir():
        if path != root:
            (root / path.name).symlink_to(path)
    done = grader(*line.split(), cwd=root)
    shown = " ".join(done.stderr.split())
    assert done.returncode == 2, done.stderr + done.stdout
    for part in said.split("|"):
        assert part in shown
    assert "Traceback" not in done.stderr
    assert all(len(line) <= 80 for line in done.stderr.splitlines() if "Invalid value" not in line)
    assert done.stdout == ""


@pytest.mark.parametrize(
    "words", [[], ["check"], ["hint"], ["verify"], ["grade"], ["export"], ["explore"], ["replay"], ["doctor"]]
)
def test_help_fits_a_terminal(words):
    done = grader(*words, "--help")
    assert done.returncode == 0
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    assert done.stdout.startswith("Usage: python -m grader")
