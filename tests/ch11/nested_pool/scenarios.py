"""Folders on a slow server, which notes who reads what, how much at once, and how many threads there are."""

import itertools
import threading

from grader.worker.stage import Probe, attempt, checkpoint, fetch


class Unreadable(Exception):
    """Raised by a folder that cannot be read."""


class Server:
    """Notes each call; each note is a scheduling point."""

    def __init__(self, broken=()):
        self.broken, self.errors = set(broken), []
        self.probe, self.ended, self.threads = Probe(), 0, 0
        self.before = threading.active_count()

    def visit(self, call):
        self.threads = max(self.threads, threading.active_count() - self.before)
        self.probe(call)
        self.threads = max(self.threads, threading.active_count() - self.before)
        checkpoint()
        self.ended += 1
        if call in self.broken:
            self.errors.append(Unreadable(call))
            raise self.errors[-1]


class Folder:
    """A folder: [name, [sizes], [folders]]."""

    def __init__(self, server, name, sizes, inside):
        self._server, self._name, self._sizes = server, name, sizes
        self._inside = [Folder(server, *each) for each in inside]

    def files(self):
        self._server.visit(f"{self._name}.files")
        return list(self._sizes)

    def folders(self):
        self._server.visit(f"{self._name}.folders")
        return list(self._inside)


def size(student, tree, workers, broken=()):
    server = Server(broken)
    try:
        answer = {"size": student.folder_size(Folder(server, *tree), workers)}
    except Exception as error:
        answer = {"raised": any(error is each for each in server.errors) or type(error).__name__}
    return {
        **answer,
        "read": sorted(server.probe.order),
        "ended": server.ended,
        "peak": server.probe.peak,
        "together": server.probe.together,
        "threads": server.threads,
    }


class Timed:
    """A folder with one file of size 1, whose two calls take half a second each."""

    def __init__(self, widths):
        self._widths = widths

    def files(self):
        fetch("files", 0.5)
        return [1]

    def folders(self):
        fetch("folders", 0.5)
        return [Timed(self._widths[1:]) for _ in range(self._widths[0])] if self._widths else []


def in_time(student, widths, workers):
    """A tree in which each folder of depth n has widths[n] folders in it."""
    return student.folder_size(Timed(widths), workers)


class Quick:
    """A folder that is read in no time."""

    def __init__(self, size):
        self._size, self.inside = size, []

    def files(self):
        return [self._size]

    def folders(self):
        return self.inside


def deep(student, depth, workers):
    """A folder in a folder in a folder..., with file sizes 0, 1, 2, ..."""
    folders = [Quick(size) for size in range(depth)]
    for outer, inner in itertools.pairwise(folders):
        outer.inside = [inner]
    return student.folder_size(folders[0], workers)


def no_workers(student):
    server = Server()
    root = Folder(server, "root", [1], [])
    answers = [attempt(student.folder_size, root, workers) for workers in (0, -1)]
    return [*answers, server.probe.count]
