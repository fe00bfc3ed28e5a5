"""Ballot boxes that are read at the same time, and counted at one of three levels."""

import ast
import linecache
import time
from functools import partial

from grader.worker.stage import Log, Probe, attempt, checkpoint, crunch


class Spoilt(Exception):
    """Raised by a box that cannot be read."""


class Cell:
    """A number with two operations, each a single step."""

    def __init__(self):
        self._number = 0

    def load(self):
        checkpoint()
        return self._number

    def compare_exchange(self, expected, new):
        checkpoint()
        if self._number != expected:
            return False
        self._number = new
        return True


def tally(student, level, boxes, candidates):
    """The function of this level, with enough workers."""
    if level == "low":
        return dict(student.tally_low(boxes, {name: Cell() for name in candidates}))
    if level == "mid":
        return dict(student.tally_mid(boxes))
    return dict(student.tally_high(boxes, max(1, len(boxes))))


def count(student, level, votes, candidates):
    """One box for each list of votes. The result, how often boxes were read, and how many at once."""
    probe = Probe()

    def read(index):
        probe(index)
        return list(votes[index])

    result = tally(student, level, [partial(read, index) for index in range(len(votes))], candidates)
    return {"result": result, "reads": sorted(probe.order), "together": probe.peak}


class BusyCell(Cell):
    """A cell that somebody else counts in as well, each time right after a load, so many times."""

    others = 0

    def load(self):
        number = super().load()
        if self.others < 50:
            self.others += 1
            self._number += 1
        return number


def busy(student):
    """One vote, for a cell that changes after each of the first loads: what it has, and the votes of the others."""
    cell = BusyCell()
    return {"result": student.tally_low([lambda: ["x"]], {"x": cell})["x"], "others": cell.others}


def one_after_the_other(student, votes):
    """tally_high with fewer workers than boxes, and with none."""
    read = [partial(list, each) for each in votes]
    few = [dict(student.tally_high(read, workers)) for workers in (1, 2)]
    return {"few": few, "none": attempt(student.tally_high, read, 0).get("raised")}


def little(student, levels):
    """No boxes, and a box without a vote."""
    return {
        level: [tally(student, level, [], ["x"]), tally(student, level, [list, lambda: ["x"]], ["x"])]
        for level in levels
    }


def spoilt(student, level, votes, candidates):
    """A box whose votes are None raises. What the caller gets, and which boxes are being read then and later."""
    log = Log()

    def read(index):
        log("begin", index)
        try:
            if votes[index] is None:
                raise Spoilt
            checkpoint()
            return list(votes[index])
        finally:
            log("end", index)

    answer = attempt(tally, student, level, [partial(read, index) for index in range(len(votes))], candidates)
    then = list(log.events)
    time.sleep(1000.0)
    later = list(log.events)
    open_boxes = sum(1 if what == "begin" else -1 for what, _ in then)
    return {"answer": answer, "open": open_boxes, "later": len(later) - len(then)}


def four_boxes(student):
    """Four boxes that keep a core busy for a second each."""

    def read():
        crunch(1.0)
        return ["x"]

    return dict(student.tally_high([read] * 4, 4))


def mentions(student, functions):
    """For each function: all names in it, and in those functions and classes of the module that it mentions."""
    tree = ast.parse("".join(linecache.getlines(student.__file__)))
    parts = {
        node.name: node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.AsyncFunctionDef)
    }
    return {function: sorted(reached(parts, function)) for function in functions}


def reached(parts, function):
    """The words of a part of the module, and of the parts that these name, and so on."""
    seen, todo, found = set(), {function}, set()
    while todo:
        part = todo.pop()
        seen.add(part)
        if part in parts:
            words = {word for node in ast.walk(parts[part]) for word in words_of(node)}
            found |= words
            todo |= words - seen
    return found


def words_of(node):
    match node:
        case ast.Name():
            return [node.id]
        case ast.Attribute():
            return [node.attr]
        case ast.Global() | ast.Nonlocal():
            return [type(node).__name__.lower()]
    return []
