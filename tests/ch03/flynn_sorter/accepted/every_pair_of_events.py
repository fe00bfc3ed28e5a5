"""Compare every pair of events; count the cycles in a loop."""

def classify(trace):
    if len(trace) == 0:
        raise ValueError("empty")
    instruction = data = "S"
    for a in range(len(trace)):
        for b in range(a):
            if trace[a][0] == trace[b][0]:
                if trace[a][1] == trace[b][1]:
                    raise ValueError("twice")
                if trace[a][2] != trace[b][2]:
                    instruction = "M"
                if trace[a][3] != trace[b][3]:
                    data = "M"
    return instruction + "I" + data + "D"


def cycles_to_add(n, kind, units):
    if n < 0 or units < 1 or (kind != "SISD" and kind != "SIMD"):
        raise ValueError("no such machine")
    if kind == "SISD":
        units = 1
    cycles = 0
    while n > 0:
        n -= units
        cycles += 1
    return cycles
