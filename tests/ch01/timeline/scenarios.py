"""Time lines to look at, drawn by hand, by chance, and by a machine."""

from grader.worker.stage import attempt, crunch, run_together

FUNCTIONS = ("max_in_progress", "max_running", "verdict")


def looked_at(student, drawings):
    """What each function says of each drawing, or the name of what it raises."""
    seen = []
    for drawing in drawings:
        slices = [tuple(each) for each in drawing]
        answers = [attempt(getattr(student, name), list(slices)) for name in FUNCTIONS]
        seen.append([each["raised"] if "raised" in each else each["value"] for each in answers])
    return seen


def two_threads(student):
    """Two threads that compute for a tenth of a second each."""
    run_together(lambda: crunch(0.1), lambda: crunch(0.1))
