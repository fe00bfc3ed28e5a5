"""Worker threads that take chunks from a queue; queue.join is the barrier; a None ends each worker."""

import itertools
import queue
import threading


def one_by_one(jobs):
    [chunk() for job in jobs for chunk in job]


def interleaved(jobs):
    missing = object()
    for turn in itertools.zip_longest(*jobs, fillvalue=missing):
        for chunk in turn:
            if chunk is not missing:
                chunk()


class Crew:
    def __init__(self, size):
        if size < 1:
            raise ValueError("a crew needs somebody")
        self.todo = queue.Queue()
        self.people = [threading.Thread(target=self.work) for _ in range(size)]
        for person in self.people:
            person.start()

    def work(self):
        while (chunk := self.todo.get()) is not None:
            chunk()
            self.todo.task_done()
        self.todo.task_done()

    def go_home(self):
        for _ in self.people:
            self.todo.put(None)
        for person in self.people:
            person.join()


def split_each(jobs, workers):
    crew = Crew(workers)
    for job in jobs:
        for chunk in job:
            crew.todo.put(chunk)
        crew.todo.join()
    crew.go_home()


def everything(jobs, workers):
    crew = Crew(workers)
    for number in range(max(map(len, jobs), default=0)):
        for job in jobs:
            if number < len(job):
                crew.todo.put(job[number])
    crew.go_home()
