"""Programs for one core, and pairs of them under a given schedule."""

from grader.worker.stage import attempt


def instructions(program):
    """Programs arrive as lists of lists."""
    return [tuple(each) for each in program]


def registers(core, memory):
    return {"pc": core.pc, "acc": core.acc, "memory": dict(memory)}


def steps(student, program, times):
    """The registers after load, and after each of so many steps with what the step gave."""
    memory = {"x": 4}
    core = student.Core(memory)
    core.load(instructions(program))
    return [registers(core, memory), *[{"step": core.step(), **registers(core, memory)} for _ in range(times)]]


def one_at_a_time(student, plain, halting):
    """A program without HALT, one with HALT, and a core that gets its second program."""
    core = student.Core({"x": 1})
    for _ in range(2):
        core.load(instructions(plain))
        loaded = [core.pc, core.acc]
        while core.step():
            pass
    return {"plain": steps(student, plain, 4), "halting": steps(student, halting, 4), "loaded again": loaded}


def illegal(student, instruction):
    """LOAD x, then twice into what is no instruction."""
    memory = {"x": 5}
    core = student.Core(memory)
    core.load([("LOAD", "x"), tuple(instruction), ("ADD", 1)])
    core.step()
    raised = []
    for _ in range(2):
        try:
            raised.append(core.step())
        except student.IllegalInstruction:
            raised.append("IllegalInstruction")
    return {"raised": raised, **registers(core, memory)}


def refused(student, schedule):
    """A schedule with a letter that is none: what is raised, and the memory afterwards."""
    memory = {"x": 0}
    add = [("LOAD", "x"), ("ADD", 1), ("STORE", "x")]
    return {"raised": attempt(student.run_two, memory, add, add, schedule).get("raised"), "memory": memory}


def wrong(student, what, cases):
    """`illegal` or `refused`, for each case."""
    return [(illegal if what == "illegal" else refused)(student, case) for case in cases]


def switched(student, program, other, before, times):
    """A program is saved after some steps; another one runs; the first is restored (perhaps twice) and runs on."""
    memory = {"x": 5, "y": 100}
    core = student.Core(memory)
    core.load(instructions(program))
    for _ in range(before):
        core.step()
    state = core.save()
    core.load(instructions(other))
    while core.step():
        pass
    seen = []
    for _ in range(times):
        core.restore(state)
        while core.step():
            pass
        seen.append(core.acc)
    return {"acc": seen, "memory": dict(memory), "dict": isinstance(state, dict)}


def switches(student, program, other, befores):
    """`switched` at each of these places, and one state that is restored twice."""
    twice = [("ADD", 2), ("ADD", 3), ("ADD", 4)]
    once = [switched(student, program, other, before, 1) for before in befores]
    return {"once": once, "twice": switched(student, twice, other, 1, 2)["acc"]}


def several(student, cases):
    """run_two for each (memory, a, b, schedule)."""
    return [
        attempt(lambda m, a, b, schedule: dict(student.run_two(m, a, b, schedule)), m, *map(instructions, (a, b)), s)
        for m, a, b, s in cases
    ]
