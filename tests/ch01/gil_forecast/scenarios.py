"""Jobs on a virtual machine, and what was forecast for them."""

from grader.worker.stage import attempt, crunch, fetch, run_processes, run_together


def on_a_machine(student, n, cpu, io, cores, kind, gil, startup):
    """Runs the jobs on the machine that this runs on; gives the forecast."""

    def job(first=0.0):
        crunch(first + cpu)
        fetch("http://somewhere", io)

    if kind == "sequential":
        for _ in range(n):
            job()
    elif kind == "threads":
        run_together(*[job] * n)
    else:
        run_processes(*[lambda: job(startup)] * n)
    return float(student.forecast(n, cpu, io, cores, kind, gil, startup))


def forecasts(student, settings):
    return [float(student.forecast(*each)) for each in settings]


def best(student, settings):
    return [student.best_kind(*each) for each in settings]


def refused(student, settings):
    """What forecast raises, and best_kind for those settings whose kind is not what is wrong."""
    seen = []
    for n, cpu, io, cores, kind, gil, startup in settings:
        seen.append(attempt(student.forecast, n, cpu, io, cores, kind, gil, startup).get("raised"))
        if kind == "threads":
            seen.append(attempt(student.best_kind, n, cpu, io, cores, gil, startup).get("raised"))
    return seen


def without_startup(student):
    """startup has a default."""
    return [float(student.forecast(3, 2.0, 1.0, 4, "processes", True)), student.best_kind(4, 1.0, 1.0, 2, True)]
