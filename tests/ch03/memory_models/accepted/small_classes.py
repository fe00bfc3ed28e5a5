"""A class for each model; place by counting in lists and index(max)."""

class Uma:
    def __init__(self, home, local, remote):
        self.home, self.local, self.remote = dict(home), local, remote

    def access(self, node, page):
        if page not in self.home:
            raise KeyError(page)
        return self.remote


class Numa(Uma):
    def access(self, node, page):
        return (self.remote, self.local)[self.home[page] == node]


class Coma(Numa):
    def access(self, node, page):
        price = super().access(node, page)
        self.home[page] = node
        return price


MODELS = dict(UMA=Uma, NUMA=Numa, COMA=Coma)


def access_cost(model, trace, home, local=1, remote=4):
    try:
        machine = MODELS[model](home, local, remote)
    except KeyError:
        raise ValueError(model)
    return sum(machine.access(*access) for access in trace)


def place(trace, nodes):
    counts = {}
    for node, page in trace:
        counts.setdefault(page, [0] * nodes)[node] += 1
    return {page: row.index(max(row)) for page, row in counts.items()}
