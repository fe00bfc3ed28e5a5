"""Scenarios under the engine."""
from collections.abc import Iterator
from grader.worker.protocol import Collect, Explore, Up
from grader.worker.subject import Subject

def explore(subject: Subject, request: Explore) -> Iterator[Up]:
    raise NotImplementedError
    yield

def collect(subject: Subject, request: Collect) -> Iterator[Up]:
    raise NotImplementedError
    yield
