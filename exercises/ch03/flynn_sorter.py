"""Name that machine.

Somebody has written down what the units of a computer did, cycle by cycle. A trace is a list of events,
in no particular order:

    (cycle, unit, instruction, datum)        for example (7, 0, "ADD", "x")

In cycle 7, unit 0 executed an ADD on the datum x. Cycles and units are ints, the other two are strs.

    classify(trace)   "SISD", "SIMD", "MISD" or "MIMD". There is a single instruction stream if in no
                      cycle two different instructions were active, else there are multiple; a single
                      data stream if in no cycle two different data were used, else multiple.
                      Two units that do the same to the same datum in one cycle are one stream.
                      ValueError if the trace is empty, or a unit has two events in one cycle.

    cycles_to_add(n, kind, units)
                      how many cycles it takes to add two arrays of n numbers, on a machine that adds in
                      one cycle. A "SISD" machine adds one pair of numbers in a cycle, however many units
                      it has; a "SIMD" machine adds as many as it has units. ValueError for any other
                      kind, for n < 0 and for units < 1.
"""

Event = tuple[int, int, str, str]


def classify(trace: list[Event]) -> str:
    # TODO: this counts units. But a machine with two units may still be a SISD machine.
    units = {unit for _, unit, _, _ in trace}
    return "SISD" if len(units) == 1 else "MIMD"


def cycles_to_add(n: int, kind: str, units: int) -> int:
    # TODO: an array can have more numbers than the machine has units.
    return n if kind == "SISD" else 1
