"""Handlers in threads of their own or of a pool, each of which asks for what it has bound."""

import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from grader.worker.stage import attempt, checkpoint, run_together


class Broken(Exception):
    """What goes wrong inside a request."""


def fail():
    raise Broken


def ask(context, *names):
    """For each name the value, or that there is none."""
    return [answer(context, name) for name in names]


def answer(context, name):
    try:
        return context.get(name)
    except LookupError:
        return "LookupError"


def handlers(student, users, names=None):
    """One handler for each user, who binds and asks twice, and once more at the end."""
    context = student.Context()

    def handle(user):
        with context.bind(user=user):
            seen = ask(context, "user")
            checkpoint()
            seen += ask(context, "user")
        return seen + ask(context, "user")

    return run_together(*[partial(handle, user) for user in users], names=names)


def rendezvous(student, users):
    """Each handler waits inside its block until all are inside theirs, and gives up after a very long time."""
    context, barrier = student.Context(), threading.Barrier(len(users))

    def handle(user):
        with context.bind(user=user):
            try:
                barrier.wait(10_000.0)
            except threading.BrokenBarrierError:
                return "alone"
            return ask(context, "user")[0]

    return run_together(*[partial(handle, user) for user in users])


def nested_handlers(student, users):
    """Each handler binds twice, the second time over the first one."""
    context = student.Context()

    def handle(user):
        with context.bind(user=user, role="guest"):
            seen = ask(context, "user", "role")
            with context.bind(role="admin"):
                checkpoint()
                seen += ask(context, "user", "role")
            seen += ask(context, "user", "role")
        return seen + ask(context, "user", "role")

    return run_together(*[partial(handle, user) for user in users])


def child(student):
    """A thread that was started inside a bind, and one that outlives the bind; and the context made elsewhere."""
    context = run_together(student.Context)[0]
    gate = threading.Event()
    inside, outside = [], []

    def later():
        gate.wait()
        outside.extend(ask(context, "user"))

    with context.bind(user="parent"):
        inside = run_together(lambda: ask(context, "user"))[0]
        thread = threading.Thread(target=later)
        thread.start()
        after = ask(context, "user")
    gate.set()
    thread.join()
    return {"inside": inside, "outside": outside, "parent": after, "end": ask(context, "user")}


def pool_of_one(student, first):
    """Two requests, one after the other, in the same thread of a pool: the second one binds nothing."""
    context = student.Context()

    def handle():
        with context.bind(user="ann"):
            if first == "raises":
                fail()
            return ask(context, "user")

    with ThreadPoolExecutor(1) as pool:
        one = pool.submit(handle)
        two = pool.submit(lambda: ask(context, "user"))
        three = pool.submit(handle)
        error = one.exception()
        return {
            "first": type(error).__name__ if error else one.result(),
            "second": two.result(),
            "third": type(three.exception()).__name__ if three.exception() else three.result(),
        }


def one_after_the_other(student, names):
    """Threads that live one after the other: the operating system may give a later one the ident of an earlier one."""
    context = student.Context()
    seen = []

    def handle(name):
        seen.append(ask(context, "user"))
        with context.bind(user=name):
            seen.append(ask(context, "user"))

    for name in names:
        run_together(partial(handle, name), names=["worker"])
    return seen


def nesting(student):
    """What one thread sees before, in and after binds, some of which end with an exception."""
    context = student.Context()
    names = ("user", "ip", "role")
    seen = {"before": ask(context, *names)}
    with context.bind(user="ann", ip=None):
        seen["outer"] = ask(context, *names)
        with context.bind(user="bob", role="admin"):
            seen["inner"] = ask(context, *names)
            with context.bind():
                seen["nothing"] = ask(context, *names)
        seen["outer again"] = ask(context, *names)
        try:
            with context.bind(user="eve", role="guest"):
                seen["failing"] = ask(context, *names)
                fail()
        except Broken:
            seen["after a failure"] = ask(context, *names)
        with context.bind(user="ann"):
            pass
        seen["after the same value"] = ask(context, *names)
    seen["end"] = ask(context, *names)
    return seen


def exceptions_pass(student):
    """An exception inside a bind comes out of it, and binds can be left by return and break."""
    context = student.Context()
    out = []

    def leave():
        with context.bind(user="ann"):
            return ask(context, "user")

    try:
        with context.bind(user="ann"):
            fail()
    except Broken:
        out.append("Broken")
    out += leave()
    for user in ("ann", "bob"):
        with context.bind(user=user):
            break
    return [*out, *ask(context, "user")]


def any_word(student):
    """Names of bound values that are names of methods as well, of a Context and of a dict."""
    context, words = student.Context(), ("get", "bind", "values", "name", "clear")
    before = ask(context, *words)
    with context.bind(**dict.fromkeys(words, 1)):
        inside = attempt(ask, context, *words)
    return {"before": before, "inside": inside, "after": ask(context, *words)}


def independent(student):
    """Two contexts with the same names."""
    one, two = student.Context(), student.Context()
    with one.bind(user="ann"):
        apart = ask(one, "user") + ask(two, "user")
        with two.bind(user="bob", role="guest"):
            both = ask(one, "user", "role") + ask(two, "user", "role")
        after = ask(one, "user") + ask(two, "user")
    return {"apart": apart, "both": both, "after": after, "end": ask(one, "user") + ask(two, "user")}
