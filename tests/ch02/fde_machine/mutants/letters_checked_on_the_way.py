"""A wrong letter is found when its turn comes.

Caught by: test_what_is_no_instruction_is_refused
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
        return {"program": self._program, "pc": self.pc, "acc": self.acc}

    def restore(self, state: dict) -> None:
        self._program = state["program"]
        self.pc = state["pc"]
        self.acc = state["acc"]


def run_two(memory: dict[str, int], a: list[tuple], b: list[tuple], schedule: str) -> dict[str, int]:
    core = Core(memory)
    core.load(a)
    saved = {"A": core.save()}
    core.load(b)
    saved["B"] = core.save()
    for letter in schedule:
        if letter not in saved:
            raise ValueError(letter)
        core.restore(saved[letter])
        core.step()
        saved[letter] = core.save()
    for letter in "AB":
        core.restore(saved[letter])
        while core.step():
            pass
    return memory
