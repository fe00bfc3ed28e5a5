"""Mazes whose rooms note who comes in."""

import time

from grader.worker.stage import Probe, attempt, timed


class Trapdoor(Exception):
    """Somebody fell through it."""


class Maze:
    """Rooms by name, and in some of them a trapdoor, either at once or behind the first door."""

    def __init__(self, doors, traps=(), late=False, seconds=0):
        self.doors, self.traps, self.late, self.seconds = doors, traps, late, seconds
        self.probe = Probe()

    def neighbours(self, room):
        self.probe(room)
        if self.seconds:
            time.sleep(self.seconds)
        if room in self.traps and not self.late:
            raise Trapdoor(room)
        return self.behind(room)

    def behind(self, room):
        """Can be gone through once."""
        for other in self.doors[room]:
            yield other
            if room in self.traps and self.late:
                raise Trapdoor(room)


def walk(student, doors, workers):
    """All rooms of a maze; how often was each looked into, and how many at once?"""
    maze = Maze(doors)
    rooms = student.explore_maze("start", maze.neighbours, workers)
    return {
        "rooms": sorted(rooms) if isinstance(rooms, set) else str(rooms),
        "calls": sorted(maze.probe.order),
        "at once": maze.probe.peak,
    }


def path(student, doors):
    """One worker: in which order are the rooms looked into?"""
    maze = Maze(doors)
    student.explore_maze("start", maze.neighbours, 1)
    return maze.probe.order


def trapped(student, doors, workers, traps, late):
    """A maze with trapdoors."""
    maze = Maze(doors, traps, late)
    answer = attempt(student.explore_maze, "start", maze.neighbours, workers)
    counts = [maze.probe.order.count(room) for room in doors]
    return {"raised": answer.get("raised"), "most": max(counts), "order": maze.probe.order if workers == 1 else []}


def duration(student, doors, workers):
    """How long does it take if each room takes a second?"""
    maze = Maze(doors, seconds=1)
    answer = timed(student.explore_maze, "start", maze.neighbours, workers)
    return {"calls": sorted(maze.probe.order), "seconds": round(answer["seconds"], 1)}


def no_workers(student):
    maze = Maze({"start": []})
    answers = [attempt(student.explore_maze, "start", maze.neighbours, workers) for workers in (0, -3)]
    return {"answers": answers, "calls": maze.probe.count}
