"""Jobs that note who runs them and when."""

import threading
import time
from functools import partial

from grader.worker.stage import Log, Probe, attempt, now


class Failed(Exception):
    """What a job raises."""


def shop(student, kinds, workers, symmetric, failing):
    """One job for each kind, which returns its own number; those in `failing` raise. Who ran what, how often?"""
    log, probe, errors, threads = Log(), Probe(), {}, []

    def job(i):
        probe(i)
        me = threading.current_thread()
        if me not in threads:
            threads.append(me)
        log(i, threads.index(me))
        if i in failing:
            errors[i] = Failed(i)
            raise errors[i]
        return [i]

    jobs = [("same name", kind, partial(job, i)) for i, kind in enumerate(kinds)]
    results = student.dispatch(jobs, workers, symmetric)
    on = {kind: sorted({who for i, who in log.events if kinds[i] == kind}) for kind in ("cpu", "io")}
    return {
        "results": [result if result is not errors.get(i) else "its error" for i, result in enumerate(results)],
        "runs": sorted(i for i, _ in log.events),
        "peak": probe.peak,
        "threads": len(threads),
        "io threads": len(on["io"]),
        "on both": sorted(set(on["cpu"]) & set(on["io"])),
    }


def rendezvous(student, kinds, workers, symmetric):
    """Each job waits until all of them have begun, and gives up after a very long time."""
    barrier = threading.Barrier(len(kinds))

    def job():
        try:
            barrier.wait(10_000.0)
        except threading.BrokenBarrierError:
            return "alone"
        return "met"

    return student.dispatch([(f"job {i}", kind, job) for i, kind in enumerate(kinds)], workers, symmetric)


def timetable(student, cases):
    """For each (jobs, workers, symmetric), a job being a kind and its seconds: when was the last of each kind done?"""
    seen = []
    for jobs, workers, symmetric in cases:
        start, ends = now(), {"cpu": 0.0, "io": 0.0}

        def job(kind, seconds, start=start, ends=ends):
            time.sleep(seconds)
            ends[kind] = max(ends[kind], now() - start)
            return kind

        listed = [(kind, kind, partial(job, kind, seconds)) for kind, seconds in jobs]
        results = student.dispatch(listed, workers, symmetric)
        whole = round(now() - start, 3)
        seen.append({"results": results, "whole": whole, **{kind: round(end, 3) for kind, end in ends.items()}})
    return seen


def errors(student, cases):
    """For each (kinds, workers, symmetric): the result or error, and whether a job has run."""
    seen = []
    for kinds, workers, symmetric in cases:
        ran = []
        jobs = [(str(i), kind, partial(ran.append, i)) for i, kind in enumerate(kinds)]
        result = attempt(student.dispatch, jobs, workers, symmetric)
        seen.append([result.get("raised", result.get("value")), len(ran)])
    return seen
