"""Two tasks add one to a counter; nothing protects it."""

import threading

value = 0


def add() -> None:
    global value
    value += 1


def main() -> int:
    tasks = [threading.Thread(target=add) for _ in range(2)]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    return value
