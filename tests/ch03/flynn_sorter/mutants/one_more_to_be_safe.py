"""A rest needs a cycle, so add one.

Caught by: test_three_numbers, test_any_number
"""

Event = tuple[int, int, str, str]


def classify(trace: list[Event]) -> str:
    cycles: dict[int, list[Event]] = {}
    for event in trace:
        cycles.setdefault(event[0], []).append(event)
    if not cycles:
        raise ValueError("an empty trace is of no machine")
    instructions = data = 1
    for events in cycles.values():
        if len({unit for _, unit, _, _ in events}) != len(events):
            raise ValueError("a unit does one thing in one cycle")
        instructions = max(instructions, len({instruction for _, _, instruction, _ in events}))
        data = max(data, len({datum for _, _, _, datum in events}))
    return ("S" if instructions == 1 else "M") + "I" + ("S" if data == 1 else "M") + "D"


def cycles_to_add(n: int, kind: str, units: int) -> int:
    if n < 0 or units < 1:
        raise ValueError("n is at least 0, and there is at least one unit")
    if kind == "SISD":
        return n
    if kind == "SIMD":
        return n // units + 1  # rounded up: the last cycle may be only partly used
    raise ValueError(f"{kind!r} is not SISD or SIMD")
