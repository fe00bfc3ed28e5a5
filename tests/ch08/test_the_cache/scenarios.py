"""Runs the student's suite once, under the schedule that the search has chosen, on a cache that arrives as text."""


class Explore:
    """Runs each program where the suite asks for it; what an explore.some is about is added up outside."""

    def __init__(self):
        self.somes = []
        self.programs = 0

    def all(self, program):
        self.programs += 1
        program()

    def some(self, program):
        self.programs += 1
        self.somes.append(False)
        try:
            self.somes[-1] = program() is True
        except Exception:
            return


def judged(student, source):
    """Whether this run rejects the cache, and with what; and which programs of an explore.some returned True."""
    names = {"__name__": "cache"}
    exec(compile(source, "cache.py", "exec"), names)
    explore = Explore()
    red = None
    try:
        student.suite(names["Cache"], explore)
    except Exception as error:
        red = f"{type(error).__name__}: {error}"
    return {"red": red, "somes": explore.somes, "programs": explore.programs}
