"""reduce over the trace, sorting for place."""

from functools import reduce


def access_cost(model, trace, home, local=1, remote=4):
    if model not in {"UMA", "NUMA", "COMA"}:
        raise ValueError("unknown model: " + model)

    def step(state, access):
        lives, cost = state
        node, page = access
        here = lives[page]
        price = remote if model == "UMA" or here != node else local
        return ({**lives, page: node} if model == "COMA" else lives), cost + price

    return reduce(step, trace, (home, 0))[1]


def place(trace, nodes):
    result = {}
    for page in sorted(set(p for n, p in trace)):
        users = [n for n, p in trace if p == page]
        result[page] = sorted(range(nodes), key=lambda n: (-users.count(n), n))[0]
    return result
