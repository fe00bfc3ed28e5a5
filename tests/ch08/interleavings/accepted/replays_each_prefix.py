"""Recursion: at each fork, a fresh start replays how one got there. Orders with a stack."""

from typing import Any


class Deadlock(Exception):
    def __init__(self, schedule):
        super().__init__(schedule)
        self.schedule = schedule


def interleavings(*lengths):
    stack = [((), lengths)]
    while stack:
        so_far, left = stack.pop()
        if sum(left) == 0:
            yield so_far
        for task in range(len(left) - 1, -1, -1):
            if left[task]:
                after = list(left)
                after[task] -= 1
                stack.append((so_far + (task,), tuple(after)))


def explore(make, ok) -> Any:
    def look(path):
        state, tasks = make()
        conditions = [lambda: True for _ in tasks]
        over = set()
        for task in path:
            word = next(tasks[task], over)
            if word is over:
                over.add(task)
            elif type(word) is tuple and word[0] == "wait":
                conditions[task] = word[1]
            else:
                conditions[task] = lambda: True
        able = [task for task in range(len(tasks)) if task not in over and conditions[task]()]
        for task in able:
            found = look(path + (task,))
            if found is not None:
                return found
        if not able and len(over) < len(tasks):
            raise Deadlock(path)
        if not able and not ok(state):
            return path
        return None

    return look(())
