"""COMA is a kind of NUMA.

Caught by: test_a_small_trace_in_three_models, test_any_trace
"""

from collections import Counter


def access_cost(model: str, trace: list[tuple[int, str]], home: dict[str, int], local: int = 1, remote: int = 4) -> int:
    if model not in ("UMA", "NUMA", "COMA"):
        raise ValueError(f"{model!r} is not UMA, NUMA or COMA")
    lives = dict(home)  # pages of a COMA machine move; those of the caller do not
    cost = 0
    for node, page in trace:
        near = lives[page] == node
        cost += local if near and model != "UMA" else remote
    return cost


def place(trace: list[tuple[int, str]], nodes: int) -> dict[str, int]:
    accesses = Counter(trace)
    pages = {page for _, page in trace}
    # max takes the first of several that are equal, so the lowest node
    return {page: max(range(nodes), key=lambda node: accesses[node, page]) for page in pages}
