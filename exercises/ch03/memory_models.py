"""What does that access cost?

A computer has several nodes, each with processors and a memory of its own, and one address space for
all. A page of memory lives at one node, its home. A trace is a list of accesses in the order in which
they happen: (node, page), a node being an int, a page a str.

    access_cost(model, trace, home, local=1, remote=4)
        what all the accesses cost together. home says at which node each page lives at first.

        "UMA"    all processors reach all memory over one shared bus: every access costs `remote`.
        "NUMA"   `local` at the page's home, else `remote`.
        "COMA"   as NUMA, but memory is a cache: after a remote access the page lives at the node that
                 has just accessed it.

        ValueError for any other model. KeyError if a page of the trace has no home, in each model.
        `home` is not changed.

    place(trace, nodes)
        the homes with which a "NUMA" machine of nodes 0 .. nodes-1 has the least cost for this trace
        (local being cheaper than remote): a home for each page of the trace. Where several nodes are
        equally good for a page, the lowest one.
"""


def access_cost(model: str, trace: list[tuple[int, str]], home: dict[str, int], local: int = 1, remote: int = 4) -> int:
    # TODO: this is NUMA, whatever the model.
    cost = 0
    for node, page in trace:
        cost += local if home[page] == node else remote
    return cost


def place(trace: list[tuple[int, str]], nodes: int) -> dict[str, int]:
    # TODO: the first one who touches a page gets it. Is that where it costs least?
    homes: dict[str, int] = {}
    for node, page in trace:
        homes.setdefault(page, node)
    return homes
