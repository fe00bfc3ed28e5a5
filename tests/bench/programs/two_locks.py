"""Two tasks take two locks in opposite orders: some schedules end in a deadlock."""

import threading

first, second = threading.Lock(), threading.Lock()


def one_way() -> None:
    with first, second:
        pass


def other_way() -> None:
    with second, first:
        pass


def main() -> None:
    tasks = [threading.Thread(target=one_way), threading.Thread(target=other_way)]
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()
