"""Scheduling points do not change what a program means.

Each snippet of `snippets.txt` sets `result`. It is run as it is, with hooks that do nothing, and with the real ones
in an execution; all three must give the same.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from grader.interleave import Program, explore
from grader.interleave.instrument import sites
from grader.interleave.instrument.program import instrument
from grader.interleave.instrument.source import Source

TEXT = (Path(__file__).parent / "snippets.txt").read_text()
SNIPPETS = dict(part.split("\n", maxsplit=1) for part in TEXT.split("=== ")[1:])
#: Hooks that only give back what they must.
NO_OPS = {
    sites.AT: lambda obj, _: obj,
    sites.ARG: lambda obj, _: obj,
    sites.IN: lambda obj, _: obj,
    sites.WITH: lambda obj, _: obj,
    sites.PT: lambda _: False,
    sites.LOOP: lambda _: False,
}


def fresh(name: str, **names: Any) -> dict[str, Any]:
    module = ModuleType("snippet")
    module.__dict__.update(__file__=name, **names)
    sys.modules["snippet"] = module
    return module.__dict__


def plain(source: str) -> str:
    names = fresh("snippet.py")
    exec(compile(source, "snippet.py", "exec", dont_inherit=True), names)
    return repr(names["result"])


@pytest.fixture(autouse=True)
def no_module_stays():
    yield
    sys.modules.pop("snippet", None)


@pytest.mark.parametrize("name", SNIPPETS)
def test_hooks_that_do_nothing_change_nothing(name: str) -> None:
    names = fresh("snippet.py", **NO_OPS)
    exec(instrument(SNIPPETS[name], "snippet.py").code, names)
    assert repr(names["result"]) == plain(SNIPPETS[name])


@pytest.mark.parametrize("name", SNIPPETS)
def test_an_execution_changes_nothing(name: str) -> None:
    program = Program(SNIPPETS[name], "snippet.py", "snippet", entry=lambda module: repr(module.result))
    result = explore(program, executions=3)
    assert result.failure is None
    assert [o.value for o in result.outcomes] == [plain(SNIPPETS[name])]


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_second_task_at_every_point_changes_nothing(name: str) -> None:
    """All of the snippet runs in a task of its own while another one can run at each of its points."""
    body = "\n".join("    " + line for line in SNIPPETS[name].splitlines())
    if "global " in body or "__future__" in body:
        # As a function's body it would mean something else: the module is made inside a task instead.
        source = SNIPPETS[name]
    else:
        source = f"def main():\n{body}\n    return repr(result)\nresult = main()\n"
    helper = """
import threading
def other():
    for _ in range(20):
        with lock:
            pass
lock = threading.Lock()
watcher = threading.Thread(target=other, daemon=True)
watcher.start()
"""
    future, rest = ("", source)
    if source.startswith("from __future__"):
        future, rest = source.split("\n", maxsplit=1)
    program = Program(future + helper + rest, "snippet.py", "snippet", entry=lambda module: module.result)
    expected = fresh("snippet.py")
    exec(compile(source, "snippet.py", "exec", dont_inherit=True), expected)
    result = explore(program, strategy="random_walk", executions=20, encode=repr, stop_at_failure=False)
    assert result.failure is None
    assert [o.value for o in result.outcomes] == [repr(expected["result"])]


def test_there_are_enough_snippets() -> None:
    assert len(SNIPPETS) >= 50


def test_every_site_has_a_line_and_a_text() -> None:
    for source in SNIPPETS.values():
        lines = source.splitlines()
        for number, site in enumerate(instrument(source, "snippet.py").sites, 1):
            assert site.number == number
            assert 1 <= site.line <= len(lines)
            assert "\n" not in site.text


def test_a_nul_or_an_endless_expression_is_a_syntax_error() -> None:
    for source in ("x = 1\0", "x = " + "(" * 10_000, "-" * 100_000 + "1", "def f(:\n"):
        with pytest.raises(Exception, match=r".*") as caught:
            instrument(source, "bad.py")
        assert type(caught.value).__name__ == "ProgramError"
        assert caught.value.kind == "syntax"


def test_the_text_of_a_node_is_what_ast_says_and_does_not_cost_the_whole_file() -> None:
    text = (
        'naïve = "ü\\n" + \'€\'\r\nif naïve:\r\n\tx = (naïve,\r\n\t\t"é" "ß")\n\x0cy = f"{naïve!r}ö" + """a\nß\nc"""\n'
    )
    source = Source(text)
    nodes = [node for node in ast.walk(ast.parse(text)) if hasattr(node, "lineno")]
    assert len(nodes) > 15
    assert [source.segment(n) for n in nodes] == [ast.get_source_segment(text, n) for n in nodes]
    assert source.segment(ast.Load()) == ""

    def steps(lines: int) -> int:
        counted = 0

        def count(*_: object) -> Any:
            nonlocal counted
            counted += 1
            return count

        sys.settrace(count)
        try:
            instrument("a.b = c.d[0]\n" * lines, "long.py")
        finally:
            sys.settrace(None)
        return counted

    assert steps(800) < 4.5 * steps(200)
