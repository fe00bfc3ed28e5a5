"""Orders against itertools; programs against a plain search of ours."""

from __future__ import annotations

import itertools
import random
import runpy
from pathlib import Path

import pytest

from grader.checks import call

SCENARIOS = runpy.run_path(str(Path(__file__).with_name("scenarios.py")))

LOST_UPDATE = [["load", "store"], ["load", "store"]]
LOCKED = [["take m", "load", "store", "give m"], ["take m", "load", "store", "give m"]]
CROSSED = [["take m", "take n", "give n", "give m"], ["take n", "take m", "give m", "give n"]]


def fail(sentence, *details):
    pytest.fail("\n".join([sentence, *(f"  {each}" for each in details)]), pytrace=False)


def all_orders(lengths):
    """Every order once, sorted. `lengths` are small."""
    steps = [task for task, length in enumerate(lengths) for _ in range(length)]
    return sorted(set(itertools.permutations(steps)))


class Found:
    """All schedules of a program, in lexicographic order, up to the first bad one."""

    def __init__(self, tasks, totals):
        self.tasks, self.totals = tasks, totals
        self.steps = 0
        self.ended = []
        self.answer = self.search([]) or {"schedule": None}

    def search(self, prefix):
        state, generators = SCENARIOS["program"](self.tasks)
        said = dict.fromkeys(range(len(generators)))
        for task in prefix:
            try:
                said[task] = next(generators[task])
            except StopIteration:
                del said[task]
        able = [task for task, word in said.items() if not isinstance(word, tuple) or word[1]()]
        if able:
            return next(filter(None, (self.search([*prefix, task]) for task in able)), None)
        self.steps += len(prefix)
        if said:
            return {"deadlock": prefix}
        self.ended.append(prefix)
        return None if state.total in self.totals else {"schedule": prefix}


def draw_program(draw):
    """Two or three tasks with at most six steps or so, together; and which totals are good."""
    words = ["load", "store", "odd?", "one?", "nod", "nod"]
    tasks = []
    for _ in range(draw.choice([2, 2, 3])):
        body = [draw.choice(words) for _ in range(draw.randrange(1, 3))]
        if draw.random() < 0.6:
            locks = draw.choice([["m"], ["m"], ["m", "n"], ["n", "m"]])
            back = [f"give {lock}" for lock in reversed(locks)]
            body = [*(f"take {lock}" for lock in locks), *body[: 3 - len(locks)], *back[: draw.choice([0, 9, 9, 9])]]
        tasks.append(body)
    return tasks, draw.choice([[0, 1, 2, 3], [1, 2, 3], [0, 1], [2, 3], [0, 2]])


def judge(program, seen):
    """What the student's explore said of a program is what there is to say of it."""
    wanted = Found(*program)
    text = [f"task {me}: {', '.join(words)}" for me, words in enumerate(program[0])]
    text.append(f"ok if the total is one of {program[1]}")
    if seen["unfinished"]:
        fail("ok is asked about a state in which not all have ended:", *text, f"after {seen['unfinished'][0]}")
    if seen["answer"] != wanted.answer:
        fail(
            "The first bad schedule of this program", *text, f"is   {say(wanted.answer)}", f"not  {say(seen['answer'])}"
        )
    ran = set(seen["ended"])
    missing = [schedule for schedule in wanted.ended if "".join(map(str, schedule)) not in ran]
    if missing:
        fail("Every schedule is run, from a fresh start, up to the first bad one:", *text, f"not run: {missing[0]}")
    return wanted


def judge_all(submission, *programs):
    seen = call(submission, "tried", programs).value
    return [(each, judge(program, each)) for program, each in zip(programs, seen, strict=True)]


def say(answer):
    if "deadlock" in answer:
        return f"a deadlock after {answer['deadlock']}"
    return "none" if answer["schedule"] is None else f"{answer['schedule']}"


@pytest.mark.points(2)
def test_all_orders_of_a_few_steps(submission):
    """interleavings gives each order once, sorted."""
    asked = (2, 2), (3, 3), (2, 2, 2), (1, 2), (4,), (0, 2, 1), (1, 1, 1, 1), ()
    for lengths, seen in zip(asked, call(submission, "orders", asked, 100).value, strict=True):
        wanted = [list(order) for order in all_orders(lengths)]
        if seen != wanted:
            more = " or more" if len(seen) == 100 else ""
            shown = next((pair for pair in zip(seen, wanted, strict=False) if pair[0] != pair[1]), None)
            where = f"the first that differs is {shown[0]}, not {shown[1]}" if shown else "what is there is right"
            fail(f"interleavings{lengths} gives {len(seen)}{more} orders, of {len(wanted)}; {where}.")


@pytest.mark.points(2)
def test_the_lost_update_and_its_lock(submission):
    """Two tasks that add one: without a lock, explore finds how one is lost; with a lock, there is no such way."""
    judge_all(submission, (LOST_UPDATE, [2]), (LOCKED, [2]))


@pytest.mark.hidden
@pytest.mark.points(1)
def test_one_order_at_a_time(submission):
    """The first orders of very many are there at once."""
    asked = (30, 30), (9, 9, 9, 9)
    for lengths, seen in zip(asked, call(submission, "orders", asked, 2).value, strict=True):
        first = [task for task, length in enumerate(lengths) for _ in range(length)]
        if seen != [first, [*first[: -lengths[-1] - 1], first[-1], first[-lengths[-1] - 1], *first[1 - lengths[-1] :]]]:
            fail(f"The first two orders of interleavings{lengths} are not the right ones.")


@pytest.mark.hidden
@pytest.mark.points(2)
def test_deadlocks(submission):
    """Two locks in opposite orders; a lock that is never given back; one that waits for itself."""
    left = [["take m", "nod"], ["nod", "take m", "give m"]]
    alone = [["take m", "take m"]]
    after_a_loss = [["load", "store", "take m"], ["load", "store", "take m"]]
    judge_all(submission, (CROSSED, [0]), (left, [0]), (alone, [0]), (after_a_loss, [2]), (after_a_loss, [1, 2]))


@pytest.mark.hidden
@pytest.mark.points(2)
def test_programs_with_branches_and_locks(submission):
    """Sixty programs: how long a task is, and who can go on, depends on the schedule."""
    draw = random.Random("ch08/interleavings")
    judge_all(submission, *(draw_program(draw) for _ in range(60)))


@pytest.mark.hidden
@pytest.mark.points(1)
def test_make_is_called_no_more_than_it_takes(submission):
    """At most as often as steps are made in all schedules together, and once more."""
    programs = ([["nod"] * 3, ["nod"] * 3, ["nod"] * 2], [0]), (LOCKED, [2]), ([["nod"] * 7], [0])
    for seen, wanted in judge_all(submission, *programs):
        if seen["makes"] > wanted.steps + 1:
            fail(f"{len(wanted.ended)} schedules with {wanted.steps} steps, and make was called {seen['makes']} times.")
