"""Which Python is taken: fake ones on a path of their own answer what real ones would."""

import json
import sys
from pathlib import Path

import pytest

from grader.bootstrap import interpreters
from grader.bootstrap.terminal import SetupFailed


@pytest.fixture
def fakes(tmp_path, monkeypatch):
    """Put a fake Python on a path that holds nothing else: `fakes("python3", version=(3, 12, 1))`."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.delenv("PYTHON", raising=False)

    def make(name, *, version=(3, 12, 1), venvs=True, implementation="cpython", free_threaded=False, script=None):
        file = Path(name) if "/" in name else folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        answer = json.dumps([list(version), str(file), venvs, implementation, free_threaded])
        says = script or f"echo '{answer}'"
        file.write_text(f"#!/bin/sh\n{says}\n")
        file.chmod(0o755)
        return str(file)

    return make


def test_this_python_will_do():
    found = interpreters.probe(sys.executable)
    assert (found.version, found.objection) == (sys.version_info[:3], "")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo 'pyenv: command not found' >&2; exit 127", "does not run: pyenv: command not found"),
        ("exit 0", "does not run: no answer"),
    ],
)
def test_a_command_that_is_there_and_fails_is_no_python(fakes, script, reason):
    assert interpreters.probe(fakes("python3.12", script=script)) == reason


def test_a_missing_file_is_no_python(tmp_path):
    assert interpreters.probe(str(tmp_path / "python3")) == "does not start: No such file or directory"


@pytest.mark.parametrize(
    ("facts", "objection"),
    [
        ({"version": (3, 10, 9)}, "is too old"),
        ({"implementation": "pypy"}, "is pypy; the kit needs CPython"),
        ({"free_threaded": True}, "is a free-threaded build; the kit runs on the default build (and judges for both)"),
        ({"version": (3, 11, 0)}, ""),
    ],
)
def test_what_will_not_do_says_why(fakes, facts, objection):
    assert interpreters.probe(fakes("python3", **facts)).objection == objection


def test_python3_is_taken_before_others(fakes):
    fakes("python3", version=(3, 11, 2))
    fakes("python3.13", version=(3, 13, 0))
    assert interpreters.choose(uv=False).version == (3, 11, 2)


def test_an_old_python3_is_passed_over(fakes):
    fakes("python3", version=(3, 8, 10))
    fakes("python3.12", version=(3, 12, 1))
    assert interpreters.choose(uv=False).version == (3, 12, 1)


def test_a_version_that_is_not_tested_comes_last(fakes):
    fakes("python3", version=(3, 14, 0))
    assert interpreters.choose(uv=False).version == (3, 14, 0)
    fakes("python3.11", version=(3, 11, 2))
    assert interpreters.choose(uv=False).version == (3, 11, 2)


def test_without_uv_a_python_that_makes_environments_is_preferred(fakes):
    fakes("python3", version=(3, 11, 2), venvs=False)
    fakes("python3.12", version=(3, 12, 1))
    assert interpreters.choose(uv=False).version == (3, 12, 1)
    assert interpreters.choose(uv=True).version == (3, 11, 2)


def test_what_pyenv_keeps_off_the_path_is_found(fakes, tmp_path):
    fakes("python3", version=(3, 9, 1))
    fakes(f"{tmp_path}/pyenv/versions/3.13.0/bin/python3", version=(3, 13, 0))
    assert interpreters.choose(uv=False).version == (3, 13, 0)


def test_the_variable_picks_one_by_path_or_by_name(fakes, tmp_path, monkeypatch):
    fakes("python3", version=(3, 11, 2))
    fakes("python3.12", version=(3, 12, 1))
    elsewhere = fakes(f"{tmp_path}/elsewhere/python", version=(3, 13, 0))
    monkeypatch.setenv("PYTHON", elsewhere)
    assert interpreters.choose(uv=False).version == (3, 13, 0)
    monkeypatch.setenv("PYTHON", "python3.12")
    assert interpreters.choose(uv=False).version == (3, 12, 1)


def test_a_bad_choice_is_refused_with_its_reason(fakes, monkeypatch):
    monkeypatch.setenv("PYTHON", fakes("python3", version=(3, 8, 10)))
    with pytest.raises(SetupFailed, match=r"\(3\.8\.10\) is too old\.\nThe kit needs CPython 3\.11 or later\."):
        interpreters.choose(uv=True)


def test_no_suitable_python_is_said_with_all_that_was_seen(fakes, monkeypatch, golden, tmp_path):
    fakes("python3", version=(3, 8, 10))
    fakes("python3.12", script="echo 'pyenv: python3.12: command not found' >&2; exit 127")
    with pytest.raises(SetupFailed) as failure:
        interpreters.choose(uv=False)
    golden("no_suitable_python.txt", str(failure.value).replace(str(tmp_path), "/home/ada") + "\n")
