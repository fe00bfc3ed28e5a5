"""When an environment is ready, which one is used, and when it is made again. Nothing is installed here."""

import subprocess
import sys
from pathlib import Path

import pytest

from grader.bootstrap import environment, install
from grader.bootstrap.environment import STATE, choose_environment, is_ready, make_environment, mend
from grader.bootstrap.interpreters import Interpreter, probe
from grader.bootstrap.terminal import SetupFailed

ROOT = Path(__file__).resolve().parents[3]
HERE = probe(sys.executable)


@pytest.fixture
def checkout(tmp_path, monkeypatch) -> Path:
    """A checkout that holds what environments are made from, and nothing else."""
    for module in (environment, install):
        monkeypatch.setattr(module, "ROOT", tmp_path)
        monkeypatch.setattr(module, "SCRATCH", tmp_path / ".setup")
        monkeypatch.setattr(module, "LOG", tmp_path / ".setup" / "setup.log")
    monkeypatch.setattr(environment, "USUAL", tmp_path / ".venv")
    monkeypatch.delenv("PYTHON", raising=False)
    (tmp_path / ".setup").mkdir()
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    (tmp_path / "uv.lock").write_text("version = 1\n")
    return tmp_path


def a_virtual_environment(folder: Path) -> Path:
    (folder / "bin").mkdir(parents=True)
    (folder / "bin" / "python").symlink_to(sys.executable)
    return folder


@pytest.fixture
def ready(checkout) -> Path:
    """A finished environment, as `mend` leaves it."""
    folder = a_virtual_environment(checkout / ".venv")
    state = {"state": "ready", "ours": True, "root": str(checkout), "recipe": environment.recipe()}
    environment.write_state(folder, **state, python=HERE.path, version=list(HERE.version), extras=["dev"])
    return folder


@pytest.fixture
def steps(monkeypatch) -> list[str]:
    """What `mend` does, in order, in place of doing it."""
    done: list[str] = []

    def make(folder, python, uv):
        done.append(f"make {python.name}")
        if folder.exists():
            (folder / STATE).unlink(missing_ok=True)
        else:
            a_virtual_environment(folder)

    monkeypatch.setattr(environment, "make_environment", make)
    monkeypatch.setattr(environment, "install", lambda folder, extras, uv: done.append(f"install {' '.join(extras)}"))
    return done


def test_a_finished_environment_is_ready_for_the_extras_it_has(ready):
    assert is_ready(ready, ["dev"])
    assert is_ready(ready, [])
    assert not is_ready(ready, ["dev", "bench"])


@pytest.mark.parametrize("name", ["pyproject.toml", "uv.lock"])
def test_it_is_not_ready_after_a_change_of_what_it_is_made_from(ready, checkout, name):
    (checkout / name).write_text("changed\n")
    assert not is_ready(ready, [])


def test_it_is_not_ready_after_its_python_changed_or_went_away(ready):
    state = environment.read_state(ready)
    environment.write_state(ready, **{**state, "version": [3, 11, 99]})
    assert not is_ready(ready, [])
    environment.write_state(ready, **state)
    (ready / "bin" / "python").unlink()
    assert not is_ready(ready, [])


def test_it_is_not_ready_in_a_checkout_that_moved(ready):
    environment.write_state(ready, **{**environment.read_state(ready), "root": "/elsewhere"})
    assert not is_ready(ready, [])


@pytest.mark.parametrize("text", ["", "{", "[]", '{"state": "making"}'])
def test_a_damaged_or_unfinished_state_is_not_ready(ready, text):
    (ready / STATE).write_text(text)
    assert not is_ready(ready, [])


def test_a_half_made_environment_is_made_again(ready, steps):
    environment.write_state(ready, state="making", ours=True, python=HERE.path)
    mend(ready, HERE, ["dev"], None)
    assert steps == [f"make {HERE.name}", "install dev"]
    assert is_ready(ready, ["dev"])


def test_a_moved_checkout_makes_its_environment_again(ready, steps):
    environment.write_state(ready, **{**environment.read_state(ready), "root": "/elsewhere"})
    mend(ready, HERE, [], None)
    assert steps[0] == f"make {HERE.name}"


def test_new_extras_are_added_to_what_is_there(ready, steps):
    mend(ready, None, ["bench"], None)
    assert steps == ["install bench dev"]
    assert is_ready(ready, ["bench", "dev"])


def test_an_interruption_leaves_an_environment_that_is_not_ready(checkout, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "run_logged", lambda *_: True)
    monkeypatch.setattr(environment, "install", interrupted)
    with pytest.raises(KeyboardInterrupt):
        mend(checkout / ".venv", HERE, [], None)
    assert environment.read_state(checkout / ".venv")["state"] == "making"


def test_the_usual_environment_is_used(checkout, ready):
    assert choose_environment(uv=False) == (ready, None)


def test_somebody_elses_environment_is_used_and_stays_theirs(checkout, steps):
    folder = a_virtual_environment(checkout / ".venv")
    assert choose_environment(uv=False) == (folder, None)
    mend(folder, None, [], None)
    assert steps == ["install "]
    assert environment.read_state(folder)["ours"] is False


def test_somebody_elses_broken_environment_is_left_alone(checkout, capsys):
    (checkout / ".venv").mkdir()
    folder, python = choose_environment(uv=True)
    assert folder == checkout / ".setup" / f"python-{python.name}"
    assert "is left alone" in capsys.readouterr().err


def test_another_python_gets_an_environment_of_its_own(checkout, ready, monkeypatch):
    environment.write_state(ready, **{**environment.read_state(ready), "python": "/another/python"})
    monkeypatch.setenv("PYTHON", sys.executable)
    assert choose_environment(uv=False) == (checkout / ".setup" / f"python-{HERE.name}", HERE)


def test_the_same_python_named_gets_the_usual_environment(checkout, ready, monkeypatch):
    monkeypatch.setenv("PYTHON", sys.executable)
    assert choose_environment(uv=False) == (ready, HERE)


def test_a_python_without_ensurepip_says_what_to_install(checkout, golden):
    bare = Interpreter("/usr/bin/python3", (3, 12, 3), makes_venvs=False, objection="")
    with pytest.raises(SetupFailed) as failure:
        make_environment(checkout / ".venv", bare, None)
    golden("no_ensurepip.txt", f"{failure.value}\n")


def test_a_failed_step_keeps_its_noise_for_the_message(checkout):
    command = [sys.executable, "-c", "print('NewConnectionError: Temporary failure in name resolution'); exit(3)"]
    assert not install.run_logged("installing", command)
    message = install.explain_log()
    assert "  | NewConnectionError: Temporary failure in name resolution\nMost likely there is no network" in message


def test_a_second_terminal_is_told_and_waits(checkout):
    second = f"""
from pathlib import Path
from grader.bootstrap import environment
environment.SCRATCH = Path({str(checkout / ".setup")!r})
with environment.alone():
    print("its turn")
"""
    with environment.alone():
        process = subprocess.Popen(
            [sys.executable, "-c", second], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert process.stderr.readline() == "Another set-up is running in this folder: waiting for it.\n"
        assert process.poll() is None
    assert process.communicate(timeout=30)[0] == "its turn\n"
    assert process.returncode == 0
