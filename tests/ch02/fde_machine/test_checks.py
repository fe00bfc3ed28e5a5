"""One instruction a step, and a switch that loses nothing but the time it takes."""

from __future__ import annotations

import random

import pytest

from grader.checks import call

ADD_ONE = [["LOAD", "x"], ["ADD", 1], ["STORE", "x"]]


def ended(program, pc: int) -> bool:
    return pc >= len(program) or program[pc][0] == "HALT"


def model(memory, a, b, schedule):
    """What run_two must give: two programs with registers of their own, and one memory."""
    memory, state = dict(memory), {"A": [a, 0, 0], "B": [b, 0, 0]}

    def run(letter):
        program, pc, acc = state[letter]
        if ended(program, pc):
            return False
        opcode, operand = program[pc]
        if opcode == "LOAD":
            acc = memory[operand]
        elif opcode == "ADD":
            acc += operand
        else:
            memory[operand] = acc
        state[letter][1:] = [pc + 1, acc]
        return True

    for letter in schedule:
        run(letter)
    for letter in "AB":
        while run(letter):
            pass
    return memory


def random_case(draw: random.Random):
    def program():
        kinds = [draw.choice(["LOAD", "ADD", "STORE"]) for _ in range(draw.randrange(7))]
        body = [[kind, draw.randrange(-9, 10) if kind == "ADD" else draw.choice("xyz")] for kind in kinds]
        return [*body, *draw.choice([[], [["HALT"]], [["HALT"], ["STORE", "x"]]])]

    memory = {name: draw.randrange(50) for name in "xyz"}
    return [memory, program(), program(), "".join(draw.choice("AB") for _ in range(draw.randrange(16)))]


def require_as_model(submission, cases):
    """Every case gives what the model gives; the first one that does not is shown."""
    for case, answer in zip(cases, call(submission, "several", cases).value, strict=True):
        wanted, (memory, a, b, schedule) = {"value": model(*case)}, case
        if answer != wanted:
            got = answer["value"] if "value" in answer else answer["raised"]
            pytest.fail(
                f"memory {memory}\na = {[*map(tuple, a)]}\nb = {[*map(tuple, b)]}\n"
                f"schedule {schedule!r} must give {wanted['value']}, and gives {got}",
                pytrace=False,
            )


@pytest.mark.points(1)
def test_one_program_runs_step_by_step(submission):
    """A step executes the instruction at pc and advances pc; at the end it executes nothing and says False."""
    plain, halting = [["LOAD", "x"], ["ADD", 3], ["STORE", "y"]], [["ADD", 1], ["HALT"], ["STORE", "x"], ["ADD", 5]]
    all_of_it = call(submission, "one_at_a_time", plain, halting).value
    seen = all_of_it["plain"]
    shown = [(each.get("step"), each["pc"], each["acc"]) for each in seen[:4]]
    wanted = [(None, 0, 0), (True, 1, 4), (True, 2, 7), (True, 3, 7)]
    assert shown == wanted, f"LOAD x, ADD 3, STORE y, with x = 4: (step, pc, acc) must be\n{wanted}, and is\n{shown}"
    assert seen[3]["memory"] == {"x": 4, "y": 7}, f"STORE y must write into the memory: it holds {seen[3]['memory']}"
    assert (seen[4]["step"], seen[4]["acc"]) == (False, 7), "behind the last instruction step() is False"

    seen = all_of_it["halting"]
    said = [each.get("step") for each in seen[1:]]
    assert said == [True, False, False, False], f"ADD 1, HALT, ...: step() must give True, then False: {said}"
    last = (seen[-1]["acc"], seen[-1]["memory"])
    assert last == (1, {"x": 4}), f"what stands behind a HALT is never executed: acc and memory are {last}"
    again = all_of_it["loaded again"]
    assert again == [0, 0], f"after load, pc and acc are 0, whatever the core ran before: they are {again}"


@pytest.mark.points(1)
def test_a_switch_costs_no_register(submission):
    """Two programs that each add 1 to x: AAABBB gives 2, and ABABAB gives 1."""
    require_as_model(submission, [[{"x": 0}, ADD_ONE, ADD_ONE, schedule] for schedule in ("AAABBB", "ABABAB")])


@pytest.mark.hidden
@pytest.mark.points(1)
def test_any_two_programs_under_any_schedule(submission):
    """run_two gives what two programs with registers of their own and one shared memory give."""
    draw = random.Random("ch02/fde_machine")
    longer = [["ADD", 1], ["STORE", "x"], *ADD_ONE, *ADD_ONE]
    require_as_model(
        submission,
        [
            [{"x": 0}, ADD_ONE, ADD_ONE, ""],
            [{"x": 0}, [], ADD_ONE, "AABAB"],
            [{"x": 0}, ADD_ONE, longer, "AAAAAABB"],
            [{"x": 0}, ADD_ONE, [["ADD", 7], ["STORE", "x"]], "BA"],
            *[random_case(draw) for _ in range(300)],
        ],
    )


@pytest.mark.hidden
@pytest.mark.points(1)
def test_a_saved_state_is_a_copy_of_all_but_the_memory(submission):
    """A restored program goes on where it was saved, whatever the core has run in between."""
    program = [["LOAD", "x"], ["ADD", 10], ["ADD", 100], ["STORE", "x"], ["LOAD", "y"]]
    other = [["LOAD", "y"], ["ADD", 1], ["STORE", "y"], ["ADD", 7]]
    seen = call(submission, "switches", program, other, [0, 1, 2, 3]).value
    for before, each in enumerate(seen["once"]):
        end, memory = each["acc"][0], each["memory"]
        assert each["dict"], "save() gives a dict"
        assert end == 101, f"saved after {before} step(s), then restored: acc ends as {end}, not 101"
        assert memory == {"x": 115, "y": 101}, (
            f"saved after {before} step(s), while another program adds 1 to y = 100: the memory ends as "
            f"{memory}, not {{'x': 115, 'y': 101}}. restore() must leave the memory alone"
        )
    twice = seen["twice"]
    assert twice == [9, 9], f"one state, restored twice, must lead to the same end twice: acc is {twice}"


@pytest.mark.hidden
@pytest.mark.points(1)
def test_what_is_no_instruction_is_refused(submission):
    """An unknown opcode raises IllegalInstruction and changes nothing; an unknown letter is a ValueError."""
    opcodes = [["MUL", 2], ["JUMP", 0], ["load", "x"], ["NOP"]]
    for wrong, seen in zip(opcodes, call(submission, "wrong", "illegal", opcodes).value, strict=True):
        pc = seen["pc"]
        assert seen["raised"] == ["IllegalInstruction"] * 2, f"{tuple(wrong)} must raise IllegalInstruction, each time"
        assert pc == 1, f"after IllegalInstruction pc must still be the place of {tuple(wrong)}: 1, not {pc}"
        assert (seen["acc"], seen["memory"]) == (5, {"x": 5}), f"{tuple(wrong)} must change neither acc nor memory"
    schedules = ["ABC", "a", "AB AB", "AAABBBAAAZ"]
    for schedule, seen in zip(schedules, call(submission, "wrong", "refused", schedules).value, strict=True):
        wanted = {"raised": "ValueError", "memory": {"x": 0}}
        assert seen == wanted, f"schedule {schedule!r} is a ValueError, and nothing is run: {seen}"
