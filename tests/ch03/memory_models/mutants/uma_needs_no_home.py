"""UMA does not look at home, so a page needs none.

Caught by: test_errors
"""

from collections import Counter


def access_cost(model: str, trace: list[tuple[int, str]], home: dict[str, int], local: int = 1, remote: int = 4) -> int:
    if model not in ("UMA", "NUMA", "COMA"):
        raise ValueError(f"{model!r} is not UMA, NUMA or COMA")
    lives = dict(home)  # pages of a COMA machine move; those of the caller do not
    cost = 0
    for node, page in trace:
        near = model != "UMA" and lives[page] == node
        cost += local if near and model != "UMA" else remote
        if model == "COMA":
            lives[page] = node
    return cost


def place(trace: list[tuple[int, str]], nodes: int) -> dict[str, int]:
    accesses = Counter(trace)
    pages = {page for _, page in trace}
    # max takes the first of several that are equal, so the lowest node
    return {page: max(range(nodes), key=lambda node: accesses[node, page]) for page in pages}
