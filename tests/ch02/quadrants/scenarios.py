"""Jobs whose chunks leave a note when they begin and when they end."""

from functools import partial

from grader.worker.stage import Log, attempt, crunch

NEEDS_WORKERS = ("split_each", "everything")


def run(student, way, jobs, workers):
    """What the function of this name gives back."""
    function = getattr(student, way)
    return function(jobs, workers) if way in NEEDS_WORKERS else function(jobs)


def shift(student, way, sizes, workers=1):
    """Jobs with so many chunks. What happened when: see `summary`."""
    log = Log()

    def chunk(job, number):
        log("begin", job, number)
        log("end", job, number)

    jobs = [[partial(chunk, job, number) for number in range(size)] for job, size in enumerate(sizes)]
    given = run(student, way, jobs, workers)
    return {**summary(list(log.events), len(sizes)), "gives": given}


def summary(events, jobs):
    """Chunks in the order of their begin; and the most at once of: chunks, chunks of one job, jobs with chunks running,
    open jobs (a job is open from its first begin to its last end). `unfinished`: chunks that have not ended.
    `over`: the jobs, in the order in which they ended.
    """
    begun = [[job, number] for what, job, number in events if what == "begin"]
    span = {}
    for place, (_, job, _) in enumerate(events):
        span[job] = (span.get(job, (place, place))[0], place)
    running, most = [0] * jobs, {"chunks": 0, "of one job": 0, "jobs running": 0, "jobs open": 0}
    for place, (what, job, _) in enumerate(events):
        running[job] += 1 if what == "begin" else -1
        now = {
            "chunks": sum(running),
            "of one job": max(running),
            "jobs running": sum(each > 0 for each in running),
            "jobs open": sum(first <= place <= last for first, last in span.values()),
        }
        most = {key: max(most[key], now[key]) for key in most}
    over = sorted(span, key=lambda job: span[job][1])
    return {"order": begun, "over": over, "unfinished": sum(running), **most}


def little(student):
    """No jobs, jobs without chunks, and too few workers."""
    seen = {}
    for way in ("one_by_one", "interleaved", "split_each", "everything"):
        done = []
        chunk = partial(done.append, 1)
        given = [run(student, way, jobs, 2) for jobs in ([], [[]], [[], [chunk], []], [[chunk, chunk], [], [chunk]])]
        seen[way] = [given, len(done)]
    few = [attempt(run, student, way, jobs, n) for way in NEEDS_WORKERS for n in (0, -1) for jobs in ([], [[list]])]
    return {"seen": seen, "few": [each.get("raised") for each in few]}


def timed_shift(student, way, workers):
    """Four jobs of four chunks, each of which keeps a core busy for a second."""
    return run(student, way, [[partial(crunch, 1.0) for _ in range(4)] for _ in range(4)], workers)
