"""What the kit's own tests share: printed text as golden files."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="run only the tests of printed text, and write what they print as what is expected from now on",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--update-golden"):
        return
    wanted = [item for item in items if "golden" in {*getattr(item, "fixturenames", ()), *item.keywords}]
    config.hook.pytest_deselected(items=[item for item in items if item not in wanted])
    items[:] = wanted


@pytest.fixture(autouse=True)
def no_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is printed must not depend on who started the tests: `make` tells commands their own name."""
    monkeypatch.delenv("GRADER_PROG", raising=False)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare printed text with a file beside the test.

    `golden("name.txt", text)` compares with `golden/name.txt` beside the test's module. `make golden` writes the
    files again; the difference is for a person to judge.
    """
    folder = request.path.parent / "golden"

    def compare(name: str, text: str) -> None:
        if request.config.getoption("--update-golden"):
            folder.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        assert_same_text(text, folder / name)

    return compare


def assert_same_text(text: str, file: Path) -> None:
    if not file.exists():
        pytest.fail(f"No expected text yet: {file}. `make golden` writes it.\n{text}", pytrace=False)
    expected = file.read_text(encoding="utf-8")
    if text != expected:
        difference = "\n".join(
            difflib.unified_diff(expected.splitlines(), text.splitlines(), "expected", "printed", lineterm="")
        )
        pytest.fail(f"{file.name} differs (`make golden` accepts the new text):\n{difference}", pytrace=False)
