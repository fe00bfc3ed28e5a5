"""Chunks whose words cost a core some time, and a total that loses what is added at the same time."""

from grader.worker.stage import Probe, attempt, checkpoint, crunch


class Broken(Exception):
    """What a chunk raises; `number` says which one."""

    def __init__(self, number):
        super().__init__(number)
        self.number = number


class Total:
    """Loads, computes, stores."""

    def __init__(self, seconds=0.0):
        self.counts, self.seconds, self.adds = {}, seconds, 0

    def add(self, word, n):
        checkpoint()
        self.adds += 1
        before = self.counts
        if self.seconds:
            crunch(self.seconds)
        checkpoint()
        self.counts = {**before, word: before.get(word, 0) + n}


class Chunk:
    def __init__(self, number, words, probe, broken=False, seconds=0.0):
        self.number, self.given, self.probe, self.broken, self.seconds = number, words, probe, broken, seconds
        self.calls = 0

    def words(self):
        self.calls += 1
        self.probe(self.number)
        if self.seconds:
            crunch(self.seconds)
        if self.broken:
            raise Broken(self.number)
        return list(self.given)


def counted(student, texts, workers, broken=()):
    """What is in the total in the end."""
    probe, total = Probe(), Total()
    chunks = [Chunk(number, text.split(), probe, number in broken) for number, text in enumerate(texts)]
    raised = None
    try:
        gives = student.count_words(chunks, workers, total)
    except Broken as error:
        gives, raised = None, error.number
    return {
        "counts": dict(sorted(total.counts.items())),
        "calls": [chunk.calls for chunk in chunks],
        "peak": probe.peak,
        "gives": gives,
        "raised": raised,
    }


def in_time(student, seconds, workers):
    """Chunks of 1,000 words, five of them different, that take so many seconds each."""
    probe, total = Probe(), Total(0.001)
    text = [f"word{number % 5}" for number in range(1000)]
    chunks = [Chunk(number, text, probe, seconds=each) for number, each in enumerate(seconds)]
    student.count_words(chunks, workers, total)
    return dict(sorted(total.counts.items()))


def little(student):
    """No chunks, no words, no workers."""
    empty = counted(student, [], 2)["counts"], counted(student, ["", ""], 3)["counts"]
    few = [attempt(student.count_words, [], workers, Total()).get("raised") for workers in (0, -1)]
    return {"empty": list(empty), "few": few}
