"""Queue with None for each worker, deques of results, join of the queues."""

from queue import Queue
from threading import Thread


class Worker(Thread):
    def __init__(self, box, answers):
        Thread.__init__(self)
        self.box, self.answers = box, answers

    def run(self):
        while (item := self.box.get()) is not None:
            number, call = item
            try:
                self.answers.append((number, True, call()))
            except Exception as exc:
                self.answers.append((number, False, exc))


def dispatch(jobs, workers, symmetric):
    least = 1 if symmetric else 2
    if workers < least:
        raise ValueError
    boxes = {"cpu": Queue(), "io": Queue()}
    if symmetric:
        boxes["io"] = boxes["cpu"]
    items = []
    for number, (name, kind, call) in enumerate(jobs):
        if kind not in boxes:
            raise ValueError(f"{name}: {kind}")
        items.append((boxes[kind], (number, call)))
    answers = []
    crew = [Worker(boxes["io" if i == workers - 1 else "cpu"], answers) for i in range(workers)]
    for w in crew:
        w.start()
    for box, item in items:
        box.put(item)
    for w in crew:
        w.box.put(None)
    for w in crew:
        w.join()
    answers.sort(key=lambda a: a[0])
    return [a[2] for a in answers]
