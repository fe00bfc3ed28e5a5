"""A schedule is a number whose digits are choices; a class that counts; the answer is found by a generator."""


class Deadlock(Exception):
    def __init__(self, schedule):
        super().__init__(schedule)
        self.schedule = schedule


def interleavings(*lengths):
    left, order = list(lengths), []
    total = sum(lengths)

    def place():
        if len(order) == total:
            yield tuple(order)
            return
        for task in range(len(left)):
            if left[task] > 0:
                left[task] -= 1
                order.append(task)
                yield from place()
                order.pop()
                left[task] += 1

    return place()


class Odometer:
    def __init__(self):
        self.digits = []
        self.sizes = []

    def rewind(self):
        self.at = 0

    def choose(self, size):
        if self.at == len(self.digits):
            self.digits.append(0)
            self.sizes.append(size)
        self.at += 1
        return self.digits[self.at - 1]

    def turn(self):
        while self.digits and self.digits[-1] + 1 == self.sizes[-1]:
            self.digits.pop()
            self.sizes.pop()
        if not self.digits:
            return False
        self.digits[-1] += 1
        return True


def schedules(make):
    meter = Odometer()
    more = True
    while more:
        meter.rewind()
        state, tasks = make()
        tasks = dict(enumerate(tasks))
        wait = {}
        path = []
        while able := [t for t in tasks if wait.get(t, lambda: True)()]:
            t = able[meter.choose(len(able))]
            path.append(t)
            try:
                got = tasks[t].send(None)
            except StopIteration:
                tasks.pop(t)
                continue
            wait[t] = got[1] if isinstance(got, tuple) and got and got[0] == "wait" else (lambda: True)
        yield tuple(path), state, bool(tasks)
        more = meter.turn()


def explore(make, ok):
    for path, state, stuck in schedules(make):
        if stuck:
            raise Deadlock(path)
        if not ok(state):
            return path
    return None
