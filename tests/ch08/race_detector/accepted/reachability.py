"""A graph of events, and a search in it for each pair."""

from collections import deque


def legal(trace):
    holder = {}
    alive = set()
    for i, (task, op, target) in enumerate(trace):
        if i == 0:
            alive.add(task)
        if task not in alive:
            raise ValueError(task)
        if op == "start":
            alive.add(target)
        if op == "acquire" and holder.setdefault(target, (task, i)) != (task, i):
            raise ValueError(target)
        if op == "release":
            if target not in holder or holder[target][0] != task:
                raise ValueError(target)
            holder.pop(target)


def edges(trace):
    graph = {i: [] for i in range(len(trace))}
    for i, a in enumerate(trace):
        for j in range(i + 1, len(trace)):
            b = trace[j]
            same = a[0] == b[0]
            lock = a[1] == "release" and b[1] == "acquire" and a[2] == b[2]
            fork = a[1] == "start" and a[2] == b[0]
            join = b[1] == "join" and b[2] == a[0]
            if same or lock or fork or join:
                graph[i].append(j)
    return graph


def leads(graph, a, b):
    todo, seen = deque([a]), {a}
    while todo:
        node = todo.popleft()
        if node == b:
            return True
        for other in graph[node]:
            if other not in seen and other <= b:
                seen.add(other)
                todo.append(other)
    return False


def races(trace):
    legal(trace)
    graph = edges(trace)
    result = set()
    for j, (t2, op2, v2) in enumerate(trace):
        for i in range(j):
            t1, op1, v1 = trace[i]
            if v1 != v2 or t1 == t2 or v1 in result:
                continue
            if (op1, op2) in [("read", "write"), ("write", "read"), ("write", "write")] and not leads(graph, i, j):
                result.add(v1)
    return result


def locks_held(trace, var):
    legal(trace)
    answer = []
    for i, (task, op, target) in enumerate(trace):
        if op in ("read", "write") and target == var:
            mine = []
            for who, what, lock in trace[:i]:
                if who == task and what == "acquire":
                    mine.append(lock)
                if who == task and what == "release":
                    mine.remove(lock)
            answer.append(frozenset(mine))
    return answer
