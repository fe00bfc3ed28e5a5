"""A course of two exercises, and a runner that believes what a file says about itself.

A line `#= test_sum failed deadlock 7` in a file makes the check test_sum fail with that kind of failure after
so many executions. `#= * timeout` is for all checks, `#= kit breaks 2` makes the first two runs of the file
fail for a reason of the kit's own, `#= kit raises` makes the runner raise.
"""

import threading
from collections import Counter
from pathlib import Path

from grader.results import CheckResult, Evidence

CHECKS = {
    "ch91/adder": [("test_sum", 2, False), ("test_two_adders", 3, True)],
    "ch91/sorter": [("test_order", 4, False), ("test_stable", 3, False), ("test_empty", 3, True)],
}

CHAPTER = """\
[chapter]
id = "ch91"
title = "Sums and sorts"

[[exercise]]
id = "adder"
title = "Add without losing"
kind = "fix"
difficulty = 1
points = 5
minutes = 10
hints = ["Which lines must nobody interrupt?", "Read and write belong together.", "`with` survives exceptions."]

[[exercise]]
id = "sorter"
title = "Sort together"
kind = "implement"
difficulty = 2
points = 10
minutes = 20
optional = true
hints = ["Who is done first?", "Merge.", "heapq.merge"]
"""

FILES = {
    "exercises/ch91/chapter.toml": CHAPTER,
    "exercises/ch91/adder.py": "#= test_sum failed assertion 2\n",
    "exercises/ch91/sorter.py": "#= test_order failed deadlock 5\n#= test_stable failed assertion 1\n",
    "solutions/ch91/adder.py": "# the reference of adder\n",
    "solutions/ch91/sorter.py": "# the reference of sorter\n",
    "tests/ch91/adder/test_checks.py": "",
    "tests/ch91/adder/scenarios.py": "",
    "tests/ch91/adder/mutants/lost_update.py": '"""I read, then I write.\n\nCaught by: test_sum.\n"""\n'
    "#= test_sum failed assertion 4\n",
    "tests/ch91/adder/mutants/sleep_as_fix.py": '"""A little sleep.\n\nCaught by: `test_two_adders`\n"""\n'
    "#= test_two_adders failed deadlock 11\n#= test_sum failed assertion 2\n",
    "tests/ch91/adder/accepted/with_queue.py": '"""One owner thread, fed by a queue."""\n',
    "tests/ch91/sorter/test_checks.py": "",
    "tests/ch91/sorter/mutants/forgets_last.py": '"""Nearly all.\n\nCaught by: test_order, test_empty\n"""\n'
    "#= test_order failed assertion 1\n#= test_empty failed exception 1\n",
    "tests/ch91/sorter/accepted/insertion.py": '"""Insertion by one task."""\n',
}


def make_course(root: Path) -> Path:
    """Write the course."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def change(root: Path, name: str, text: str | None) -> None:
    """Replace a file of the course, or remove it."""
    path = root / name
    if text is None:
        path.unlink()
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


SCREEN = """\
deposit(70) is lost

  main                | adder-1                  | adder-2
  ------------------- | ------------------------ | -------------------------
  t = Thread(...)     |                          |
                      | old = self.total      (0)|
                 >>>  |                          | old = self.total      (0)
                      |                          | self.total = old + 1  (1)
                      | self.total = old + 1  (1)|

total is 1, expected 2
"""


class FakeRunner:
    """Stands where run_checks does. Counts what it ran, and how many ran at once."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, str]] = []
        self.most_at_once = 0
        self._at_once = 0
        self._lock = threading.Lock()
        self._seen: Counter[str] = Counter()

    def __call__(
        self, exercise_id: str, submission_file: Path, *, hidden: bool, **_conditions: object
    ) -> list[CheckResult]:
        text = submission_file.read_text()
        with self._lock:
            self.runs.append((exercise_id, text))
            self._seen[text] += 1
            count = self._seen[text]
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return self.judge(exercise_id, text, hidden, count)
        finally:
            with self._lock:
                self._at_once -= 1

    def judge(self, exercise_id: str, text: str, hidden: bool, count: int) -> list[CheckResult]:
        orders = [line.removeprefix("#=").split() for line in text.splitlines() if line.startswith("#=")]
        if ["kit", "raises"] in orders:
            raise OSError("no space left on device")
        broken = any(order[:2] == ["kit", "breaks"] and count <= int(order[2]) for order in orders)
        said = {order[0]: order[1:] for order in orders}
        results = []
        for name, points, is_hidden in CHECKS[exercise_id]:
            if is_hidden and not hidden:
                continue
            order = ["grader_error"] if broken else said.get(name, said.get("*", ["passed"]))
            results.append(one_check(name, points, is_hidden, *order))
        return results


def one_check(
    name: str, points: int, hidden: bool, status: str, kind: str | None = None, first: str = "1"
) -> CheckResult:
    words = name.removeprefix("test_").replace("_", " ")
    evidence = None
    if status == "failed":
        evidence = Evidence(
            requirement=f"every {words} is kept",
            kind=kind,
            builds="free-threaded",
            token=f"g1.{name}.{first}",
            searched=f"{first} executions of a budget of 1000; preemption bound 2.",
            trace={"rows": []},
            text=f"every {words} is kept\n\n{SCREEN}",
            first=int(first),
        )
    messages = {
        "student_error": "SyntaxError: '(' was never closed (line 3)",
        "timeout": "no answer in 60 seconds",
        "limit": "more than 64 KB of output",
        "grader_error": "the worker did not start",
    }
    return CheckResult(
        check=name,
        status=status,
        failure=kind,
        message=messages.get(status, evidence.requirement if evidence else ""),
        points=points if status == "passed" else 0,
        max_points=points,
        hidden=hidden,
        evidence=evidence,
        seconds=0.25,
        executions=int(first),
    )
