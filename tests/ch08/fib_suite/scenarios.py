"""Runs the student's tests on versions of fibonacci that arrive as text."""

import doctest
import os
import tempfile
import threading
import unittest


def load(source):
    """The function in a version."""
    names = {"__name__": "version"}
    exec(compile(source, "version.py", "exec"), names)
    return names["fibonacci"]


class Result(unittest.TestResult):
    """What is red, and what each test did with its log."""

    def __init__(self):
        super().__init__()
        self.current = None
        self.red = []
        self.logs = []

    def startTest(self, test):  # noqa: N802  # the name is unittest's
        super().startTest(test)
        self.current = test
        self.logs.append({"test": test.id().rpartition(".")[2], "seen": None, "there": [], "left": False})

    def stopTest(self, test):  # noqa: N802  # the name is unittest's
        super().stopTest(test)
        log = self.logs[-1]
        log["left"] = log["seen"] is not None and os.path.exists(log["seen"])
        self.current = None

    def asked(self):
        """The function under test is being called."""
        path = getattr(self.current, "log", None)
        if isinstance(path, str | os.PathLike):
            self.logs[-1]["seen"] = os.fspath(path)
            self.logs[-1]["there"].append(os.path.isfile(path))

    def note(self, test, error):
        self.red.append(f"{getattr(test, '_testMethodName', test)}: {error[0].__name__}: {str(error[1])[:200]}")

    def addError(self, test, err):  # noqa: N802  # the name is unittest's
        super().addError(test, err)
        self.note(test, err)

    def addFailure(self, test, err):  # noqa: N802  # the name is unittest's
        super().addFailure(test, err)
        self.note(test, err)

    def addSubTest(self, test, subtest, err):  # noqa: N802  # the name is unittest's
        super().addSubTest(test, subtest, err)
        if err is not None:
            self.note(test, err)

    def addUnexpectedSuccess(self, test):  # noqa: N802  # the name is unittest's
        super().addUnexpectedSuccess(test)
        self.red.append(f"{test.id()}: unexpected success")


def run_suite(student, source, order):
    """The tests of a case, in this order: as they come, backwards, or one by one, each on its own."""
    threading.excepthook = lambda args: None  # a test may run a version in a thread, which may die of it
    result = Result()
    function = load(source)

    def fibonacci(*args, **kwargs):
        result.asked()
        return function(*args, **kwargs)

    tests = list(unittest.defaultTestLoader.loadTestsFromTestCase(student.make_case(fibonacci)))
    if order == "backwards":
        tests.reverse()
    for each in [[test] for test in tests] if order == "alone" else [tests]:
        unittest.TestSuite(each).run(result)
    return {"ran": result.testsRun, "red": result.red, "logs": result.logs}


def suites(student, sources, orders=("forwards",)):
    return [run_suite(student, source, order) for source in sources for order in orders]


def docs(student, sources):
    """For each version how many examples there are, which fail, and whether one speaks of ValueError."""
    answers = []
    for source in sources:
        test = doctest.DocTestParser().get_doctest(student.DOC, {"fibonacci": load(source)}, "DOC", "DOC", 0)
        shown = any("ValueError" in (each.exc_msg or "") + each.want for each in test.examples)
        said = []
        runner = doctest.DocTestRunner(verbose=False)
        runner.run(test, out=said.append)
        answers.append({"examples": len(test.examples), "error": shown, "failed": runner.failures, "said": said})
    return answers


def logs(student, sources):
    """What the tests did with their logs, and which temporary files are left behind by all of them."""
    before = set(os.listdir(tempfile.gettempdir()))
    runs = [run_suite(student, source, "forwards") for source in sources]
    left = sorted(set(os.listdir(tempfile.gettempdir())) - before)
    return {
        "left": len(left),
        "logs": [log for run in runs for log in run["logs"]],
        "ran": [run["ran"] for run in runs],
    }
