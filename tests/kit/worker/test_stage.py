"""What scenarios are made of, with real threads; nothing here needs a particular schedule."""

import threading
from pathlib import Path

from grader.worker import scene, stage


def test_run_together_keeps_order_and_names():
    names = []
    results = stage.run_together(
        lambda: names.append(stage.task_name()) or 1, lambda: names.append(stage.task_name()) or 2
    )
    assert results == [1, 2]
    assert sorted(names) == ["A", "B"]
    assert stage.run_together(stage.task_name, names=["clerk"]) == ["clerk"]
    assert stage.run_together() == []


def test_run_together_really_runs_together():
    meet = threading.Barrier(3, timeout=5)
    assert sorted(stage.run_together(meet.wait, meet.wait, meet.wait)) == [0, 1, 2]


def test_attempt_gives_exceptions_as_data():
    assert stage.attempt(int, "7") == {"value": 7}
    assert stage.attempt(int, "x") == {"raised": "ValueError"}
    assert stage.attempt(int, "11", base=2) == {"value": 3}


def test_timed_adds_seconds():
    result = stage.timed(int, "x")
    assert result["raised"] == "ValueError"
    assert 0 <= result["seconds"] < 5


def test_park_leaves_what_was_taken_held():
    lock = threading.Lock()
    assert stage.park(lock.acquire) is True
    assert not lock.acquire(blocking=False)


def test_probe_sees_who_was_inside_together():
    probe, meet = stage.Probe(), threading.Barrier(2, timeout=5)

    def enter():
        with probe:
            meet.wait()

    stage.run_together(enter, enter)
    probe("alone")
    assert (probe.peak, probe.count, probe.inside) == (2, 3, [])
    assert probe.together == [["A", "B"]]
    assert sorted(probe.order[:2]) == ["A", "B"]
    assert probe.order[2] == "alone"


def test_probe_leaves_when_the_body_raises():
    probe = stage.Probe()
    assert stage.attempt(lambda: probe.__enter__() and probe.__exit__()) == {"value": None}
    assert probe.inside == []


def test_history_records_answers_and_exceptions():
    history = stage.History()
    assert history.call("parse", int, "7") == 7
    assert history.call("parse", int, "x") is None
    first, second = history.events
    assert first == {
        "task": "MainThread",
        "name": "parse",
        "args": ["7"],
        "invoked": 0,
        "returned": 1,
        "result": {"value": 7},
    }
    assert (second["invoked"], second["returned"], second["result"]) == (2, 3, {"raised": "ValueError"})


def test_a_call_that_has_not_come_back_is_in_the_history():
    history = stage.History()
    history.call("outer", lambda: seen.append(history.events[0]["returned"])) if (seen := []) == [] else None
    assert seen == [None]


def test_log_keeps_events():
    log = stage.Log()
    log("took", 3)
    log("gave")
    assert log.events == [["took", 3], ["gave"]]


def test_scene_has_the_same_names_in_both_worlds():
    from grader.interleave.world import scene as simulated

    assert set(scene.__all__) <= set(vars(simulated))


def test_stage_imports_only_what_the_world_has():
    source = Path(stage.__file__).read_text()
    imports = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert imports == [
        "import functools",
        "import itertools",
        "import threading",
        "from collections.abc import Callable, Sequence",
        "from typing import Any, Self",
        "from grader.worker.scene import checkpoint, crunch, fetch, now, own_process, pause, task_name",
    ]
