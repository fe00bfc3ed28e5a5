"""doctor says what this machine gives."""

import platform

from tests.kit.cli.command import grader


def test_doctor_names_python_cores_and_every_tier():
    done = grader("doctor")
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"Python {platform.python_version()}" in done.stdout
    assert "Cores that may be used: " in done.stdout
    assert "\nT0 works\n" in done.stdout
    assert "\nT2 works\n" in done.stdout or "\nT2 does not work\n" in done.stdout
    assert done.stdout.rstrip().splitlines()[-1].startswith("grade ")
