"""The Makefile and the tasks behind it; what pyproject.toml and uv.lock say of each other."""

import ast
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from grader.bootstrap.install import pinned
from grader.bootstrap.tasks import MISUSE, TASKS, main

ROOT = Path(__file__).resolve().parents[3]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text())


def make(*words: str, directory: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run make as a person does, free of the make that may have started these tests."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "PYTHON"))}
    return subprocess.run(["make", *words], cwd=directory, env=environ, capture_output=True, text=True, check=False)


def test_make_alone_prints_the_targets(golden):
    golden("make.txt", make().stdout)


def test_every_target_is_in_the_list_of_targets_and_explained():
    text = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):", text, re.MULTILINE)
    assert re.search(r"^TARGETS := (.*)$", text, re.MULTILINE)[1].split() == targets
    assert re.findall(r"^([a-z]+):.*## \w", text, re.MULTILINE) == targets


def test_every_target_that_runs_a_task_runs_one_that_exists():
    called = re.findall(r"\$\(call run,(\w+)", (ROOT / "Makefile").read_text())
    assert set(called) == set(TASKS) - {"where"}


@pytest.mark.parametrize(
    ("words", "arguments"),
    [
        (["check", "ch06"], "check ch06"),
        (["check", "ch06", "transfer"], "check ch06 transfer"),
        (["check", "ch66"], "check ch66"),
        (["check", "ch06/transfer"], "check ch06/transfer"),
        (["check", "ch06", "ARGS=--tier T0"], "check ch06 --tier T0"),
        (["hint", "ch06", "transfer"], "hint ch06 transfer"),
        (["verify"], "verify"),
        (["grade", "handed_in", "results"], "grade handed_in --out results"),
        (["grade", "tests"], "grade tests"),
        (["test", "ARGS=-k counter"], "test -k counter"),
    ],
)
def test_words_after_a_target_are_its_words(words, arguments):
    shown = make("-n", *words)
    assert shown.returncode == 0, shown.stderr
    assert re.search(r"grader/bootstrap (.*?) *;", shown.stdout)[1] == arguments


def test_the_names_of_targets_are_not_taken_for_exercises():
    refused = make("-n", "check", "test")
    assert refused.returncode != 0
    assert "`make check` takes names; run `make test` by itself" in refused.stderr


def test_options_come_from_the_command_line_only(monkeypatch):
    monkeypatch.setenv("ARGS", "--of-another-program")
    assert "--of-another-program" not in make("-n", "test").stdout


def test_the_status_of_a_task_reaches_make(tmp_path):
    (tmp_path / "Makefile").write_text((ROOT / "Makefile").read_text())
    (tmp_path / "grader" / "bootstrap").mkdir(parents=True)
    (tmp_path / "grader" / "bootstrap" / "__main__.py").write_text("import sys\nprint(sys.argv[1:])\nsys.exit(3)\n")
    done = make("check", "ch66", directory=tmp_path)
    assert done.stdout == "['check', 'ch66']\n"
    assert "Error 3" in done.stderr


def test_an_unknown_task_is_misuse(capsys):
    assert main(["chek"]) == MISUSE
    assert "knows no task 'chek'. Tasks: check, hint," in capsys.readouterr().err


@pytest.mark.parametrize("module", sorted((ROOT / "grader" / "bootstrap").glob("*.py")), ids=lambda file: file.name)
def test_bootstrap_loads_on_python_3_8(module):
    tree = ast.parse(module.read_text(), feature_version=(3, 8))
    assert isinstance(tree.body[0], ast.Expr)
    assert all(not isinstance(node, ast.Match | ast.TryStar) for node in ast.walk(tree))


def test_importing_the_package_loads_nothing():
    tree = ast.parse((ROOT / "grader" / "__init__.py").read_text())
    assert [type(node) for node in tree.body] == [ast.Expr], "bootstrap is imported from it by Pythons without packages"


def test_the_lock_holds_every_package_that_the_project_asks_for():
    asked = [*PROJECT["dependencies"], *(need for extra in PROJECT["optional-dependencies"].values() for need in extra)]
    names = {re.match(r"[\w.-]+", need)[0].lower() for need in asked}
    assert names <= {package["name"] for package in LOCK["package"]}


def test_the_lock_names_no_path_of_a_machine():
    sources = {tuple(package["source"]) for package in LOCK["package"]}
    assert sources == {("registry",), ("editable",)}
    assert not re.search(r'file:|= "/', (ROOT / "uv.lock").read_text())


def test_pip_gets_the_versions_of_the_lock():
    constraints = pinned(LOCK)
    assert any(line.startswith("pytest==") for line in constraints)
    assert not any(line.startswith("concurrency-kit") for line in constraints)
    twice = {"name": "a", "source": {"registry": "r"}}
    assert pinned({"package": [{**twice, "version": "1"}, {**twice, "version": "2"}]}) == []
