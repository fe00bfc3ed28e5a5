"""The attributes are a dict already: hand out that one.

Caught by: test_a_saved_state_is_a_copy_of_all_but_the_memory
"""

class IllegalInstruction(Exception):
    """The core does not know this opcode."""


class Core:
    """Fetches, decodes and executes, one instruction a step."""

    def __init__(self, memory: dict[str, int]) -> None:
        self.memory = memory
        self.load([])

    def load(self, program: list[tuple]) -> None:
        self._program = program
        self.pc = 0
        self.acc = 0

    def step(self) -> bool:
        if self.pc >= len(self._program):
            return False
        opcode, *operand = self._program[self.pc]
        if opcode == "HALT":
            return False  # pc stays here, so the next step finds the HALT again
        self.pc += 1
        if opcode == "LOAD":
            self.acc = self.memory[operand[0]]
        elif opcode == "ADD":
            self.acc += operand[0]
        elif opcode == "STORE":
            self.memory[operand[0]] = self.acc
        else:
            self.pc -= 1
            raise IllegalInstruction(opcode)
        return True

    def save(self) -> dict:
        return self.__dict__

    def restore(self, state: dict) -> None:
        self.__dict__.update(state)


def run_two(memory: dict[str, int], a: list[tuple], b: list[tuple], schedule: str) -> dict[str, int]:
    if set(schedule) - set("AB"):
        raise ValueError("a schedule is made of A and B")
    core = Core(memory)
    core.load(a)
    saved = {"A": dict(core.save())}
    core.load(b)
    saved["B"] = dict(core.save())
    for letter in schedule:
        core.restore(saved[letter])
        core.step()
        saved[letter] = dict(core.save())
    for letter in "AB":
        core.restore(saved[letter])
        while core.step():
            pass
    return memory
