"""Visits counted by threads in the simulated world, and by real processes in an interpreter of their own."""

import hashlib
import json
import linecache
import os
import sys
import tempfile
import threading
from pathlib import Path

from grader.worker.stage import attempt

PATIENCE = 9.0

#: A program like a student's own: it has a file, and a guard, so that children can be started in each way.
PROGRAM = """
import json, multiprocessing, multiprocessing.process, os, sys, threading
import shared_or_copied as student


def visits(pages, workers, method, before, started):
    student.HITS.clear()
    student.HITS.update(before)
    del started[:]
    try:
        answer = {"value": dict(student.count_with_processes(pages, workers, method))}
    except Exception as error:
        answer = {"raised": type(error).__name__, "message": str(error)[:300]}
    alive = [child.name for child in multiprocessing.active_children()]
    return {**answer, "alive": alive, "hits": dict(student.HITS), "started": sorted(set(started))}


def idle(pages, workers):
    # If the children (of "fork") end before they have done anything: what comes out? None if nothing does.
    multiprocessing.process.BaseProcess._bootstrap = lambda self, parent_sentinel=None: 0
    answers = []

    def count():
        try:
            answers.append(dict(student.count_with_processes(pages, workers, "fork")))
        except Exception:
            pass

    thread = threading.Thread(target=count, daemon=True)
    thread.start()
    thread.join(1.0)
    with open("seen.json", "w") as file:
        json.dump(answers[0] if answers else None, file)
    os._exit(0)


def main():
    started, start = [], multiprocessing.process.BaseProcess.start

    def watched(self):
        started.append(str(self._start_method))
        start(self)

    multiprocessing.process.BaseProcess.start = watched
    jobs = json.load(sys.stdin)
    if isinstance(jobs, dict):
        idle(**jobs)
    seen = [visits(*job, started) for job in jobs]
    with open("seen.json", "w") as file:
        json.dump(seen, file)


if __name__ == "__main__":
    main()
"""


def threads(student, pages, workers, before):
    """Counted by threads; what was given, HITS, and HITS when what was given is changed."""
    student.HITS.update(before)
    given = student.count_with_threads(pages, workers)
    copy = dict(given)
    given["other"] = 99
    return {"gives": copy, "hits": {page: hits for page, hits in student.HITS.items() if hits}}


COUNTED_BY = set()


class Page(str):
    """A page that notes which threads look it up in a dict."""

    __slots__ = ()

    def __hash__(self):
        COUNTED_BY.add(threading.get_ident())
        return super().__hash__()


def who_counts(student, pages, workers):
    """How many threads, besides that of the caller, have counted."""
    COUNTED_BY.clear()
    student.count_with_threads([Page(page) for page in pages], workers)
    return len(COUNTED_BY - {threading.get_ident()})


def threads_refused(student):
    return [attempt(student.count_with_threads, ["a"], workers).get("raised") for workers in (0, -1)]


def long_names(number):
    return [f"{each:04}-" + "x" * 200 for each in range(number)]


def summary(counts):
    """A dict that may be too long to hand back: how many pages and visits, the first pages, and a digest of all."""
    items = sorted(counts.items())
    digest = hashlib.sha256(json.dumps(items).encode()).hexdigest()
    return {"pages": len(items), "visits": sum(counts.values()), "first": dict(items[:10]), "digest": digest}


def processes(student, jobs):
    """Each job (pages or how many long ones, workers, method, HITS before) in a fresh interpreter.

    What each gave, or a sentence if the program did not come to its end.
    """
    jobs = [[long_names(pages) if isinstance(pages, int) else pages, *more] for pages, *more in jobs]
    seen = in_an_interpreter("".join(linecache.getlines(student.__file__)), jobs)
    if isinstance(seen, str):
        return seen
    for each in seen:
        each["hits"] = each["hits"] if len(each["hits"]) < 20 else {"so many pages": len(each["hits"])}
        if "value" in each:
            each["value"] = summary(each["value"])
    return seen


def idle_children(student, pages, workers):
    """What count_with_processes gives when its children do nothing: the counts, None, or a sentence."""
    source = "".join(linecache.getlines(student.__file__))
    return in_an_interpreter(source, {"pages": pages, "workers": workers})


def in_an_interpreter(source, jobs):
    import signal  # the simulated world, which loads this file too, has neither of the two
    import subprocess

    with tempfile.TemporaryDirectory(dir=Path.cwd()) as folder:
        (Path(folder) / "shared_or_copied.py").write_text(source, encoding="utf-8")
        (Path(folder) / "main.py").write_text(PROGRAM, encoding="utf-8")
        run = subprocess.Popen(
            [sys.executable, "main.py"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            start_new_session=True,
            text=True,
        )
        try:
            _, errors = run.communicate(json.dumps(jobs), timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.communicate()
            return f"hangs: it had not ended after {PATIENCE:.0f} s"
        if run.returncode != 0:
            return f"ends with status {run.returncode}: {errors.strip()[-300:]}"
        return json.loads((Path(folder) / "seen.json").read_text(encoding="utf-8"))
