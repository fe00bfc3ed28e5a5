"""Today's names say what the old ones said, without a warning."""

from __future__ import annotations

import pytest

from grader.checks import call, explore, source_facts

OLD = {
    "activeCount",
    "currentThread",
    "getName",
    "isAlive",
    "isDaemon",
    "isSet",
    "notifyAll",
    "setDaemon",
    "setName",
}

ANSWERS = {
    "spawn": "clerk",
    "census": {"count": "int", "me": "str", "names": "list", "daemons": "list"},
    "status": "alive",
    "rename": "chief",
    "status at the end": "not alive",
}


@pytest.mark.points(2)
def test_every_function_works_without_a_warning(submission):
    seen = call(submission, "each_function").value
    for name, answer in ANSWERS.items():
        got = seen.get(name, {"raised": "nothing: spawn gave no thread"})
        met = "; ".join(got.get("warnings", ()))
        assert not met, f"Under -W error {name} has no warning to give; it warned: {met}"
        assert "raised" not in got, f"{name} works on this Python; it raised {got.get('raised')}"
        assert got["value"] == answer, f"{name} gives {answer!r}; it gave {got['value']!r}"
    old = sorted({name.rpartition(".")[2] for name in source_facts(submission).calls} & OLD)
    assert not old, f"Not one of the old names is left; still called: {', '.join(old)}"


@pytest.mark.points(1)
def test_the_census_counts_who_is_alive(submission):
    seen = call(submission, "open_house")
    seen.returns(lambda v: v["count"] == 3, "Three threads wait, one has ended, one was not started: three more count.")
    seen.returns(lambda v: not v["missing"], "Who was there before is in the census, too: the main thread.")
    seen.returns(
        lambda v: v["names"] == ["clerk", "clerk", "ghost"],
        "The names are those of all living threads, sorted; two may have the same name.",
    )
    seen.returns(
        lambda v: v["me"] == ["MainThread", "caller"] and v["names elsewhere"] == ["caller", "clerk", "clerk", "ghost"],
        "`me` is the name of the thread that calls, and it is among the names.",
    )
    seen.returns(lambda v: v["ghosts"] == ["ghost"], "`daemons` has the names of the daemons and no others.")
    seen.returns(
        lambda v: v["states"] == ["alive", "not alive", "not alive"],
        "status: a waiting thread is alive; one that was not started or has ended is not.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_the_census_is_of_one_moment(submission):
    outcomes = explore(submission, "leaving", executions=300)
    outcomes.always(
        {"missing": 0, "agrees": True},
        "A daemon ends while the census is taken: it is in count, names and daemons, or in none of them.",
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_threads_are_born_as_asked(submission):
    seen = call(submission, "born", [False, True])
    children = [["child 0", False], ["child 1", True]]
    seen.returns(
        lambda v: [name for name, _ in v["seen"]] == ["child 0", "child 1"] * 2 + ["plain"],
        "A thread that was spawned has its name already when its target begins.",
    )
    seen.returns(
        lambda v: v["seen"][:2] == children and v["seen"][4:] == [["plain", False]],
        "spawn makes a daemon if `daemon` is true; a plain thread has spawned child 0 (False) and child 1 (True).",
    )
    seen.returns(
        lambda v: v["seen"][2:4] == children,
        "Whoever calls spawn: here the caller is a daemon itself, and spawns child 0 (False) and child 1 (True).",
    )
    seen.returns(lambda v: v["thread"] and v["status"] == "not alive", "spawn returns the Thread.")
    renamed = call(submission, "renamed")
    renamed.returns(
        [[None, "second"], ["ValueError", "second"], [None, "third"], ["ValueError", "third"]],
        "rename changes the name before and after the start; an empty name is a ValueError and changes nothing.",
    )
