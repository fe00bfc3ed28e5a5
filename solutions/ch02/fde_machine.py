"""Build the cycle, then switch context.

A core has two registers of its own, and works on a memory that it shares with others:

    pc       the place, in the program, of the instruction that comes next; 0 is the first
    acc      the accumulator, where it does its sums
    memory   numbers by name: the very dict that the core was given, not a copy

It knows four instructions:

    ("LOAD", name)    acc = memory[name]
    ("ADD", n)        acc = acc + n
    ("STORE", name)   memory[name] = acc, whether that name was there before or not
    ("HALT",)         the program has ended

Core.load(program)    put a program in; pc and acc become 0.
Core.step()           one turn of the cycle: fetch the instruction at pc, advance pc, decode, execute.
                      True: one instruction was executed. False: there was none to execute, since the
                      program is at HALT or behind its last instruction; asking again changes nothing.
                      Any other opcode raises IllegalInstruction; then pc is still the place of that
                      instruction, and acc and memory are what they were.
Core.save()           a dict with all that this program needs to go on later. What the core does
                      next does not change it.
Core.restore(state)   go on from there, whatever the core has run since. The memory is not part of it.

run_two(memory, a, b, schedule)   run two programs on ONE core. Each letter of schedule, A or B, runs one
                      instruction of that program; a letter for a program that has ended does nothing.
                      When the letters are used up, a runs to its end, and then b. Gives the memory
                      as it is afterwards. ValueError if there is any other letter; then nothing is run.
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
    if set(schedule) - set("AB"):
        raise ValueError("a schedule is made of A and B")
    core = Core(memory)
    core.load(a)
    saved = {"A": core.save()}
    core.load(b)
    saved["B"] = core.save()
    for letter in schedule:
        core.restore(saved[letter])
        core.step()
        saved[letter] = core.save()
    for letter in "AB":
        core.restore(saved[letter])
        while core.step():
            pass
    return memory
