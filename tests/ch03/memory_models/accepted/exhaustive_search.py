"""place tries all placements with access_cost itself."""

from itertools import product


def access_cost(model, trace, home, local=1, remote=4):
    if model == "UMA":
        return sum(remote + 0 * home[page] for _, page in trace)
    if model == "NUMA":
        return sum(local if home[page] == node else remote for node, page in trace)
    if model == "COMA":
        where = home.copy()
        total = 0
        for node, page in trace:
            if where[page] == node:
                total += local
            else:
                total += remote
                where[page] = node
        return total
    raise ValueError(model)


def place(trace, nodes):
    pages = list(dict.fromkeys(p for _, p in trace))
    best = None
    for homes in product(range(nodes), repeat=len(pages)):
        candidate = dict(zip(pages, homes))
        price = access_cost("NUMA", trace, candidate)
        if best is None or price < best[0]:
            best = price, candidate
    return best[1]
