"""A table from opcode to function; the state is a dict that the core works on and that is copied at each switch."""

class IllegalInstruction(Exception):
    """The core does not know this opcode."""


def _load(core, name):
    core.acc = core.memory[name]


def _add(core, n):
    core.acc = core.acc + n


def _store(core, name):
    core.memory[name] = core.acc


class Core:
    DECODER = {"LOAD": _load, "ADD": _add, "STORE": _store}

    def __init__(self, memory):
        self.memory = memory
        self._state = {"pc": 0, "acc": 0, "program": ()}

    pc = property(lambda self: self._state["pc"], lambda self, value: self._state.update(pc=value))
    acc = property(lambda self: self._state["acc"], lambda self, value: self._state.update(acc=value))

    def load(self, program):
        self._state = {"pc": 0, "acc": 0, "program": tuple(program)}

    def step(self):
        try:
            instruction = self._state["program"][self.pc]
        except IndexError:
            return False
        if instruction == ("HALT",):
            self.pc = len(self._state["program"])
            return False
        action = self.DECODER.get(instruction[0])
        if action is None:
            raise IllegalInstruction(instruction)
        self.pc += 1
        action(self, *instruction[1:])
        return True

    def save(self):
        return {**self._state}

    def restore(self, state):
        self._state = {**state}


def run_two(memory, a, b, schedule):
    for letter in schedule:
        if letter not in ("A", "B"):
            raise ValueError(f"{letter!r} is neither A nor B")
    core = Core(memory)
    core.load(b)
    other = core.save()
    core.load(a)
    on_core = "A"
    for letter in schedule + "A":
        if letter != on_core:
            mine = core.save()
            core.restore(other)
            other, on_core = mine, letter
        if letter == on_core:
            core.step()
    while core.step():
        pass
    core.restore(other)
    while core.step():
        pass
    return core.memory
