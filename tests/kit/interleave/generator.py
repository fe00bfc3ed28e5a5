"""Small concurrent programs drawn at random: what each task has seen is the program's result."""

from __future__ import annotations

from random import Random

#: What a task may do; {n} is a number of its own, {k} one of two things, {log} its list.
PLAIN = (
    "a.x = a.x + {n}",
    "b.x = {n}",
    "{log}.append(a.x)",
    "{log}.append(b.x)",
    "a.x += {n}",
)
LOCKING = ("with locks[{k}]:", "with guard:")
WAITING = (
    "with condition:\n    b.x = {n}\n    condition.notify()",
    "with condition:\n    condition.notify_all()",
    "with condition:\n    while b.x == 0:\n        condition.wait()\n    {log}.append(b.x)",
    "items.put({n})",
    "{log}.append(items.get())",
    "event.set()",
    "{log}.append(event.is_set())",
    "event.wait()",
    "with slots:\n    a.x += {n}",
    "box.put({n})",
    "{log}.append(box.get())",
)
TRYING = (
    "if locks[{k}].acquire(False):\n    a.x += {n}\n    locks[{k}].release()",
    "{log}.append(locks[{k}].locked())",
    "{log}.append(items.empty())",
)
FAILING = ("assert a.x < {n} + 1", "assert b.x != {n}")

HEAD = """
import queue
import threading

class Cell:
    def __init__(self):
        self.x = 0

def main():
    a, b = Cell(), Cell()
    locks = (threading.Lock(), threading.Lock())
    guard = threading.RLock()
    condition = threading.Condition()
    event = threading.Event()
    slots = threading.Semaphore(1)
    items = queue.SimpleQueue()
    box = queue.Queue(1)
    log = ([], [], [])
"""
TAIL = """
    threads = [threading.Thread(target=body) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return log, a.x, b.x
"""


def generated(seed: int, *kinds: tuple[str, ...]) -> str:
    """A program of two or three tasks with one to three statements each, of these kinds."""
    random = Random(seed)
    number = random.choice([2, 2, 3])
    lines = [HEAD]
    for task in range(number):
        lines.append(f"    def body{task}():\n        mine = log[{task}]")
        depth = 0
        for _ in range(random.randint(1, 3 if number == 2 else 2)):
            text = random.choice(random.choice(kinds))
            text = text.format(n=task + 1, k=random.randrange(2), log="mine")
            if text.endswith(":"):
                if depth > 1:
                    continue
                text += f"\n    a.x += {task + 1}"
            pad = " " * 8 + "    " * depth
            lines.extend(pad + line for line in text.splitlines())
            depth += text.startswith(("with locks", "with guard"))
    lines.append(f"    bodies = [{', '.join(f'body{i}' for i in range(number))}]{TAIL}")
    return "\n".join(lines)
