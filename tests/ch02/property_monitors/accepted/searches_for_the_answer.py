"""For each want it searches the rest of the trace for the enter, for each enter for the leave."""

def first_violation(trace):
    for i, (kind, actor) in enumerate(trace):
        before = trace[:i]
        inside = [a for k, a in before if k == "enter"]
        for k, a in before:
            if k == "leave":
                inside.remove(a)
        if kind == "enter":
            wants = before.count(("want", actor)) - before.count(("enter", actor))
            if inside or wants <= 0:
                return i
        if kind == "leave" and actor not in inside:
            return i
    return None


def live(trace):
    try:
        if trace[-1] != ("end", ""):
            raise IndexError
    except IndexError:
        raise ValueError("incomplete")
    for i, (kind, actor) in enumerate(trace):
        if kind == "want" and ("enter", actor) not in trace[i:]:
            return False
        if kind == "enter" and ("leave", actor) not in trace[i:]:
            return False
    return True


def correct(final, expected):
    return final is expected or final == expected
