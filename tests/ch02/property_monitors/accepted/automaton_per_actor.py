"""Each actor is a small automaton; a transition that is not in the table is the violation."""

NEXT = {("idle", "want"): "waiting", ("waiting", "enter"): "inside", ("inside", "leave"): "idle"}


def first_violation(trace):
    states = {}
    for number in range(len(trace)):
        kind, actor = trace[number]
        if kind == "end":
            break
        state = NEXT.get((states.get(actor, "idle"), kind))
        others = [name for name in states if name != actor and states[name] == "inside"]
        if state is None or (state == "inside" and others):
            return number
        states[actor] = state


def live(trace):
    if ("end", "") not in trace:
        raise ValueError("not over yet")
    states = {}
    for kind, actor in trace[:-1]:
        states[actor] = NEXT[states.get(actor, "idle"), kind]
    return set(states.values()) <= {"idle"}


def correct(final, expected):
    return not final != expected
