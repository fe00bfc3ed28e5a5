"""Two tasks with itertools.combinations, more by inserting them; explore collects all that is bad and takes the smallest."""

import itertools


class Deadlock(Exception):
    def __init__(self, schedule):
        self.schedule = schedule


def interleavings(*lengths):
    if len(lengths) == 2:
        total = sum(lengths)
        for places in itertools.combinations(range(total), lengths[0]):
            order = [1] * total
            for place in places:
                order[place] = 0
            yield tuple(order)
        return
    order = [task for task, length in enumerate(lengths) for _ in range(length)]
    while True:
        yield tuple(order)
        # the next permutation of a multiset: Narayana's algorithm
        rise = len(order) - 2
        while rise >= 0 and order[rise] >= order[rise + 1]:
            rise -= 1
        if rise < 0:
            return
        swap = len(order) - 1
        while order[swap] <= order[rise]:
            swap -= 1
        order[rise], order[swap] = order[swap], order[rise]
        order[rise + 1 :] = order[: rise : -1]


def explore(make, ok):
    bad = []
    todo = [[]]
    while todo:
        path = todo.pop()
        state, tasks = make()
        waits = {}
        live = set(range(len(tasks)))
        step = 0
        while True:
            can = sorted(t for t in live if t not in waits or waits[t]())
            if not can:
                break
            if step == len(path):
                todo += [path + [t] for t in can[1:]]
                path = path + [can[0]]
            task = path[step]
            step += 1
            waits.pop(task, None)
            try:
                match next(tasks[task]):
                    case ("wait", cond):
                        waits[task] = cond
            except StopIteration:
                live.remove(task)
        if live or not ok(state):
            bad.append((path, bool(live)))
    if not bad:
        return None
    path, stuck = min(bad)
    if stuck:
        raise Deadlock(tuple(path))
    return tuple(path)
