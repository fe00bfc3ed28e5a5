"""What README.md says is there, is there; its example does what it shows."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.bootstrap.tasks import TASKS

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
OUTPUT = re.compile(r"(<!-- output: .*? -->\n```text\n)(.*?)(```)", re.DOTALL)


def explore_example(folder: Path) -> str:
    """Run the program of the README as the README says, in a terminal of 80 columns."""
    program = re.search(r"<!-- program: .*? -->\n```python\n(.*?)```", README.read_text(), re.DOTALL)[1]
    (folder / "my_program.py").write_text(program)
    environ = {**os.environ, "COLUMNS": "80", "GRADER_PROG": ".venv/bin/grader", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "grader", "explore", "my_program.py"]
    done = subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    return done.stdout


@pytest.mark.golden
def test_the_example_prints_what_the_readme_shows(tmp_path, request):
    printed = explore_example(tmp_path)
    if request.config.getoption("--update-golden"):
        README.write_text(OUTPUT.sub(lambda found: found[1] + printed + found[3], README.read_text()))
    if OUTPUT.search(README.read_text())[2] != printed:
        pytest.fail(f"README.md shows another text (`make golden` writes this one):\n{printed}", pytrace=False)


def test_the_targets_and_commands_it_names_exist():
    consoles = "\n".join(re.findall(r"```console\n(.*?)```", README.read_text(), re.DOTALL))
    assert set(re.findall(r"^\$ make (\w+)", consoles, re.MULTILINE)) <= set(TASKS) | {"lint"}
    for command in set(re.findall(r"bin/grader (\w+)", consoles)):
        asked = [sys.executable, "-m", "grader", command, "--help"]
        assert subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).returncode == 0, command


def test_the_files_it_names_exist():
    name = r"`((?:exercises|solutions|tests|grader|\.ci)/[^`<> ]*|LICENSE|pyproject\.toml)`"
    named = re.findall(name, README.read_text())
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_continuous_integration_runs_the_readmes_test_command():
    assert "$ make test " in README.read_text()
    assert 'step "make test" make test\n' in (ROOT / ".ci" / "run").read_text()
