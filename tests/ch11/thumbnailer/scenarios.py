"""Photos that note when their thumbnail is made; some are broken."""

from grader.worker.stage import Probe, attempt, checkpoint, fetch, now


class Broken(Exception):
    """Raised by make for some photos."""


class Missing(LookupError):
    """A LookupError of make's own."""


class Studio:
    """Makes thumbnails, and notes which, how many at once, and whether all that were begun have ended."""

    def __init__(self, broken, kind=Broken, empty=False):
        self.broken, self.kind, self.empty = set(broken), kind, empty
        self.probe, self.errors, self.ended = Probe(), [], 0

    def make(self, photo):
        self.probe(photo)
        checkpoint()
        self.ended += 1
        if photo in self.broken:
            self.errors.append(self.kind(photo))
            raise self.errors[-1]
        return "" if self.empty else f"small {photo}"

    def shown(self, made):
        if isinstance(made, Exception):
            return "its exception" if any(made is error for error in self.errors) else type(made).__name__
        return made

    def seen(self):
        return {"made": sorted(self.probe.order), "ended": self.ended, "peak": self.probe.peak}


def album(student, photos, workers, broken=()):
    studio = Studio(broken)
    pairs = student.thumbnails(photos, studio.make, workers)
    shown = [[type(pair).__name__, pair[0], studio.shown(pair[1])] for pair in pairs]
    return {"pairs": shown, **studio.seen()}


def cover(student, photos, workers, broken=(), missing=False, empty=False):
    studio = Studio(broken, Missing if missing else Broken, empty)
    try:
        answer = {"found": studio.shown(student.first_good(photos, studio.make, workers))}
    except Exception as error:
        answer = {"raised": studio.shown(error)}
    return {**answer, **studio.seen()}


def timed_make(seconds, broken, begun):
    def make(photo):
        number = int(photo)
        begun.append(number)
        fetch(photo, seconds[number])
        if number in broken:
            raise Broken(photo)
        return f"small {photo}"

    return make


def album_in_time(student, seconds, workers, broken=()):
    """One photo for each number of seconds; each is its own place in the list."""
    photos = [str(number) for number in range(len(seconds))]
    pairs = student.thumbnails(photos, timed_make(seconds, set(broken), []), workers)
    return [made if isinstance(made, str) else type(made).__name__ for _, made in pairs]


def cover_in_time(student, seconds, workers, broken=()):
    """How long does the search take, and how many photos were begun?"""
    photos, begun, start = [str(number) for number in range(len(seconds))], [], now()
    found = student.first_good(photos, timed_make(seconds, set(broken), begun), workers)
    return {"found": found, "begun": len(begun), "seconds": round(now() - start, 6)}


def edges(student):
    """No photos, and no workers."""
    studio = Studio([])
    answers = [attempt(student.thumbnails, [], studio.make, 2), attempt(student.first_good, [], studio.make, 2)]
    for workers in (0, -1):
        answers.append(attempt(student.thumbnails, ["a"], studio.make, workers))
        answers.append(attempt(student.first_good, ["a"], studio.make, workers))
    return [*answers, studio.seen()["made"]]
