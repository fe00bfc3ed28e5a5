"""Arrows between packages point one way, and the house is tidy (DESIGN section 2)."""

from pathlib import Path

import pytest

from tests.kit import architecture
from tests.kit.architecture import Module

ROOT = Path(__file__).resolve().parent.parent.parent

#: Which parts of `grader` each part may import. The longest name counts; a part that is not here is an error.
ALLOWED = {
    "grader": [],
    "grader.__main__": ["grader.cli"],
    "grader.bootstrap": ["grader.bootstrap"],
    "grader.kit": [],
    "grader.results": [],
    # The engine knows nothing of exercises, and its core nothing of what is built round it.
    "grader.interleave": ["grader.interleave"],
    "grader.interleave.engine": ["grader.interleave.engine"],
    # These two are imported by the trusted process: plain data in, plain data out.
    "grader.interleave.trace.render": ["grader.interleave.trace"],
    "grader.interleave.detectors.linearizability": [],
    "grader.interleave.machine.model": [],
    "grader.interleave.machine.gantt": ["grader.interleave.machine.model"],
    "grader.interleave.machine.drawing": ["grader.interleave.machine.model", "grader.interleave.machine.gantt"],
    "grader.worker": ["grader.worker", "grader.interleave", "grader.kit"],
    "grader.worker.protocol": [],
    "grader.sandbox": ["grader.sandbox", "grader.worker.protocol"],
    "grader.checks": [
        "grader.checks",
        "grader.sandbox",
        "grader.results",
        "grader.worker.protocol",
        "grader.interleave.trace.model",
        "grader.interleave.trace.render",
        "grader.interleave.detectors.linearizability",
        "grader.interleave.machine.model",
        "grader.interleave.machine.gantt",
    ],
    "grader.course": ["grader.course", "grader.checks.run", "grader.results"],
    "grader.grading": ["grader.grading", "grader.course", "grader.checks", "grader.sandbox", "grader.results"],
    "grader.report": ["grader.report", "grader.results", "grader.interleave.trace.render"],
    "grader.export": ["grader.export", "grader.results"],
    "grader.cli": ["grader"],
}

#: Libraries that only some packages may import.
HOMES = {
    "pytest": ["grader.checks"],
    "_pytest": [],
    "greenlet": ["grader.interleave"],
    "typer": ["grader.cli"],
    # Outside a worker no byte that a student wrote is parsed, imported or unpickled.
    # (course.variants reads the docstrings of the author's own mutants.)
    "ast": ["grader.interleave", "grader.worker", "grader.course.variants"],
    "pickle": ["grader.interleave", "grader.worker"],
    "marshal": ["grader.interleave", "grader.worker"],
    "shelve": [],
    "runpy": ["grader.worker"],
    "importlib.import_module": ["grader.interleave", "grader.worker"],
    "importlib.machinery": ["grader.interleave", "grader.worker"],
}
CALLS = ["compile", "eval", "exec", "__import__"]
#: probe_inside runs inside the walls that it probes.
RUN_STUDENT_CODE = ["grader.interleave", "grader.worker", "grader.sandbox.probe_inside"]

#: Words of learning platforms belong to the exports.
PLATFORMS = ["moodle", "canvas", "gradescope", "blackboard", "brightspace", "nbgrader", "otter", "lms"]
MAY_NAME_PLATFORMS = ["grader.export"]

MODULE_LINES = 400
FUNCTION_LINES = 60
#: Dotted name of a module or function: why it is longer.
EXEMPT: dict[str, str] = {}


@pytest.fixture(scope="module")
def kit() -> list[Module]:
    return architecture.read_modules(ROOT, "grader")


def none(findings: list[str]) -> None:
    if findings:
        pytest.fail("\n".join([f"{len(findings)} findings:", *findings]), pytrace=False)


def test_packages_import_only_what_the_table_allows(kit):
    none(architecture.forbidden_imports(kit, ALLOWED, "grader"))


def test_libraries_are_imported_where_they_belong(kit):
    none(architecture.misplaced_imports(kit, HOMES))


def test_only_the_engine_and_the_worker_run_source(kit):
    none(architecture.misplaced_calls(kit, CALLS, RUN_STUDENT_CODE))


def test_only_exports_name_learning_platforms(kit):
    none(architecture.misplaced_words(kit, PLATFORMS, MAY_NAME_PLATFORMS))


def test_facades_hold_nothing_but_imports(kit):
    none(architecture.busy_facades(kit))


def test_modules_are_short(kit):
    none(architecture.long_modules(kit, MODULE_LINES, EXEMPT))


def test_functions_fit_a_screen(kit):
    none(architecture.long_functions(kit, FUNCTION_LINES, EXEMPT))


def test_exemptions_name_what_is_there(kit):
    none(architecture.stale_exemptions(kit, EXEMPT))


def test_every_package_has_a_map():
    none(architecture.incomplete_maps(ROOT, "grader"))


# --- the rules can fail: a small tree that breaks each of them ------------------------------------

FAKE = {
    "house/__init__.py": '"""House."""\n',
    "house/roof/__init__.py": '"""Roof."""\nfrom house.roof.tile import Tile\n\n__all__ = ["Tile"]\n',
    "house/roof/tile.py": "class Tile: ...\n",
    "house/cellar/__init__.py": "wine = 3\n",
    "house/cellar/shelf.py": "def f():\n    from ..roof import tile\n    import pickle\n    eval('1')\n    # Moodle\n",
    "house/shed.py": "import house.roof\n",
}
FAKE_TABLE = {"house": [], "house.roof": ["house.roof"], "house.cellar": ["house.cellar"]}


@pytest.fixture
def fake(tmp_path) -> Path:
    for name, text in FAKE.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


@pytest.fixture
def house(fake) -> list[Module]:
    return architecture.read_modules(fake, "house")


def test_a_forbidden_import_is_found_relative_and_inside_a_function(house):
    assert architecture.forbidden_imports(house, FAKE_TABLE, "house") == [
        "house/cellar/shelf.py:2 imports house.roof.tile",
        "house/shed.py:1 is in no entry of the table of allowed imports",
    ]


def test_the_longest_entry_of_the_table_counts():
    table = {"house": ["house"], "house.roof": [], "house.roof.tile": ["house.cellar"]}
    assert architecture.rule_for("house.roof.tile", table) == ["house.cellar"]
    assert architecture.rule_for("house.roof.beam", table) == []
    assert architecture.rule_for("house.roofing", table) == ["house"]


def test_every_form_of_import_is_seen():
    source = "import a.b\nimport a.c as x\nfrom a import d\nfrom . import e\nfrom .f import g\nfrom ..h import i\n"
    module = Module("top.mid.leaf", "top/mid/leaf.py", source, architecture.ast.parse(source))
    assert [name for _, name in architecture.imports(module)] == [
        "a.b", "a.c", "a.d", "top.mid.e", "top.mid.f.g", "top.h.i",
    ]  # fmt: skip
    package = Module("top.mid", "top/mid/__init__.py", source, architecture.ast.parse(source))
    assert [name for _, name in architecture.imports(package)][3:] == ["top.mid.e", "top.mid.f.g", "top.h.i"]


def test_a_misplaced_library_call_and_word_are_found(house):
    libraries = {"pickle": ["house.roof"]}
    assert architecture.misplaced_imports(house, libraries) == ["house/cellar/shelf.py:3 imports pickle"]
    assert architecture.misplaced_calls(house, ["eval"], ["house.roof"]) == ["house/cellar/shelf.py:4 calls eval()"]
    assert architecture.misplaced_words(house, ["moodle"], ["house.roof"]) == ["house/cellar/shelf.py:5 says Moodle"]
    assert architecture.misplaced_words(house, ["moodle"], ["house.cellar"]) == []


def test_a_facade_with_a_variable_is_found(house):
    assert architecture.busy_facades(house) == ["house/cellar/__init__.py:1 holds more than imports"]


def test_length_is_found_and_exemptions_count(house):
    assert architecture.long_modules(house, 4, {}) == ["house/cellar/shelf.py:1 has 5 lines, more than 4"]
    assert architecture.long_functions(house, 3, {}) == ["house/cellar/shelf.py:1 f has 4 lines, more than 3"]
    assert architecture.long_functions(house, 3, {"house.cellar.shelf.f": "a reason"}) == []
    assert architecture.stale_exemptions(house, {"house.cellar.shelf.f": "", "house.gone": ""}) == ["house.gone"]


def test_a_map_that_is_missing_or_wrong_is_found(fake):
    (fake / "house/README.md").write_text("| `roof/` | x |\n| `cellar/` | x |\n| `shed.py` | x |\n")
    (fake / "house/roof/README.md").write_text("| `attic.py` | x |\n")
    assert architecture.incomplete_maps(fake, "house") == [
        "house/cellar/README.md is missing",
        "house/roof/README.md does not name tile.py",
        "house/roof/README.md names attic.py, which is not there",
    ]
