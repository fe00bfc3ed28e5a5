"""Two tasks add one to a counter under a lock."""

import threading

value = 0
lock = threading.Lock()


def add() -> None:
    global value
    with lock:
        value += 1


def main() -> int:
    tasks = [threading.Thread(target=add) for _ in range(2)]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    return value
