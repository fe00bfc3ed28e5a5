"""One task puts five items into a queue that holds two; another takes them out."""

import queue
import threading

ITEMS = 5
channel: "queue.Queue[int]" = queue.Queue(2)
taken: list[int] = []


def produce() -> None:
    for item in range(ITEMS):
        channel.put(item)


def consume() -> None:
    for _ in range(ITEMS):
        taken.append(channel.get())


def main() -> list[int]:
    tasks = [threading.Thread(target=produce), threading.Thread(target=consume)]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
    return taken
