"""Calls that note when they are made and by whom, and people who wait for them, cancel them and want to be told."""

import threading
import time

from grader.worker.stage import Probe, attempt, checkpoint, fetch, now, run_together


class Oops(Exception):
    """Raised by calls and callbacks."""


class Stop(BaseException):
    """Raised by calls; no Exception."""


def calls(student, count, workers):
    """Some calls on one pool: their results, the order, how many at once, and on how many threads."""
    probe, threads, log = Probe(), [], []

    def job(number, *, times):
        if threading.current_thread() not in threads:
            threads.append(threading.current_thread())
        probe(number)
        return [number] * times

    with student.Pool(workers, log.append) as pool:
        receipts = [pool.submit(job, number, times=2) for number in range(count)]
        results = [receipt.result() for receipt in receipts]
    return {
        "results": results,
        "made": sorted(probe.order),
        "order": probe.order,
        "peak": probe.peak,
        "threads": len(threads),
        "by the caller": threading.current_thread() in threads,
    }


def two_meet_again(student):
    """Twice two calls that wait for each other; in between one call, when one of the first two may not have ended."""
    pool, meeting = student.Pool(2, print), threading.Barrier(2)

    def meet():
        meeting.wait()
        return "met"

    first = [pool.submit(meet) for _ in range(2)]
    first[0].result()
    between = pool.submit(checkpoint)
    between.result()
    second = [pool.submit(meet) for _ in range(2)]
    results = [receipt.result() for receipt in first + second]
    pool.shutdown()
    return results


def named(student):
    """Keyword arguments of any name."""
    with student.Pool(1, print) as pool:
        return pool.submit(dict, fn=1, self=2, log=3, timeout=4).result()


def cancel_early(student, cancellers):
    """One or two cancel while the call may begin; somebody waits for the result."""
    made, pool = [], student.Pool(1, print)
    receipt = pool.submit(made.append, 1)
    answers = run_together(*[receipt.cancel] * cancellers, lambda: attempt(receipt.result))
    again = receipt.cancel()
    done = receipt.done()
    pool.shutdown()
    result = answers.pop()
    return {
        "cancelled": [*answers, again],
        "done": done,
        "result": result,
        "exception": attempt(receipt.exception),
        "made": len(made),
    }


def cancel_in_line(student):
    """One call runs, the next stands in the line; both are cancelled while somebody waits for the second."""
    begun, gate, made = threading.Event(), threading.Event(), []
    pool = student.Pool(1, print)

    def first():
        begun.set()
        gate.wait()
        return "first"

    running = pool.submit(first)
    waiting = pool.submit(made.append, 1)
    begun.wait()
    before = [running.done(), waiting.done()]
    answers = run_together(
        lambda: attempt(waiting.result), lambda: [running.cancel(), waiting.cancel(), waiting.cancel()]
    )
    after = [running.done(), waiting.done()]
    gate.set()
    pool.shutdown()
    return {
        "before": before,
        "waited": answers[0],
        "cancelled": answers[1],
        "after": after,
        "first": running.result(),
        "made": made,
    }


def callbacks_at_any_time(student, cancel):
    """Callbacks are added while the call ends, or is cancelled."""
    called, gate, pool = [], threading.Event(), student.Pool(1, print)
    if cancel:
        pool.submit(gate.wait)
    receipt = pool.submit(checkpoint)

    def add():
        receipt.add_done_callback(lambda each: called.append(["one", each is receipt, each.done()]))
        receipt.add_done_callback(lambda each: called.append(["two", each is receipt, each.done()]))

    run_together(add, receipt.cancel if cancel else checkpoint)
    gate.set()
    pool.shutdown()
    receipt.cancel()
    receipt.add_done_callback(lambda each: called.append(["late", each is receipt, each.done()]))
    return sorted(called)


def callbacks_that_raise(student):
    """Three callbacks added before the end, the second of which raises, and one after it, which raises too."""
    called, logged, gate, errors = [], [], threading.Event(), [Oops("before"), Oops("after")]
    pool = student.Pool(1, logged.append)

    def raises(error):
        called.append("raises")
        raise error

    receipt = pool.submit(gate.wait)
    receipt.add_done_callback(lambda _: called.append("first"))
    receipt.add_done_callback(lambda _: raises(errors[0]))
    receipt.add_done_callback(lambda _: called.append("third"))
    gate.set()
    following = pool.submit(str, "works").result()
    pool.shutdown()
    receipt.add_done_callback(lambda _: raises(errors[1]))
    return {"called": called, "following": following, "logged": [errors.index(error) for error in logged]}


def callbacks_that_use_it(student):
    """A callback waits for a thread that uses the receipt and the pool."""
    seen, gate, joined, pool = [], threading.Event(), threading.Event(), student.Pool(2, print)

    def use(receipt):
        seen.extend([receipt.done(), receipt.result(), receipt.cancel()])
        receipt.add_done_callback(lambda _: seen.append("added"))
        seen.append(pool.submit(str, "submitted").result())

    def callback(receipt):
        thread = threading.Thread(target=use, args=(receipt,))
        thread.start()
        thread.join()
        joined.set()

    receipt = pool.submit(gate.wait)
    receipt.add_done_callback(callback)
    gate.set()
    joined.wait()
    pool.shutdown()
    return seen


def results(student):
    """What calls return and raise, one after the other on one thread."""
    errors = [Oops("one"), Stop("two"), SystemExit(3)]

    def fail(error):
        raise error

    def asked(receipt):
        try:
            receipt.result()
        except BaseException as error:
            return [error is each for each in errors], [receipt.exception() is each for each in errors]
        return "nothing raised"

    with student.Pool(1, print) as pool:
        failed = [pool.submit(fail, error) for error in errors]
        told = [asked(receipt) for receipt in failed]
        value = Oops("returned")
        good = [pool.submit(lambda: None), pool.submit(lambda: value)]
        values = [good[0].result() is None, good[1].result() is value, [each.exception() for each in good]]
    return {"failed": told, "good": values, "done": [each.done() for each in failed + good]}


def two_wait(student):
    """Two threads wait for the same receipt, a third asks whether it is done, and then for the value."""
    pool = student.Pool(1, print)
    receipt = pool.submit(lambda: [checkpoint(), "value"][1])

    def look():
        return receipt.result() if receipt.done() else "value"

    answers = run_together(receipt.result, lambda: receipt.exception() or receipt.result(), look)
    pool.shutdown()
    return answers


def patience(student):
    """A call of five seconds, and callers who wait for one second, for none, and as long as it takes."""
    start, pool, seen = now(), student.Pool(1, print), []
    receipt = pool.submit(fetch, "page", 5.0)
    for ask in (receipt.result, receipt.exception):
        for timeout in (1.0, 0.0):
            seen.append([attempt(ask, timeout), round(now() - start, 6)])
    seen.append([attempt(receipt.result, timeout=60.0), round(now() - start, 6)])
    pool.shutdown()
    return seen


def shutdown_and_submit(student, cancel):
    """One hands in two calls, the other shuts down."""
    made, pool = [], student.Pool(1, print)

    def hand_in():
        receipts = []
        for number in range(2):
            try:
                receipts.append(pool.submit(made.append, number))
            except RuntimeError:
                receipts.append(None)
        return receipts

    receipts, _ = run_together(hand_in, lambda: pool.shutdown(cancel=cancel))
    outcomes = ["refused" if receipt is None else attempt(receipt.result) for receipt in receipts]
    return {"outcomes": outcomes, "made": made}


def shutdown_with_a_line(student, wait, cancel, twice=False):
    """One call runs, two stand in the line, somebody waits for the last one; `twice`: it was shut down before."""
    begun, gate, made, pool = threading.Event(), threading.Event(), [], student.Pool(1, print)

    def first():
        begun.set()
        gate.wait()
        made.append(0)

    receipts = [pool.submit(first), pool.submit(made.append, 1), pool.submit(made.append, 2)]
    begun.wait()
    if twice:
        pool.shutdown(wait=False)
    if wait:
        last, *_ = run_together(
            lambda: attempt(receipts[2].result), lambda: pool.shutdown(wait=True, cancel=cancel), gate.set
        )
    else:
        pool.shutdown(wait=False, cancel=cancel)
        refused = attempt(pool.submit, made.append, 3)
        gate.set()
        last = refused if refused.get("raised") != "RuntimeError" else attempt(receipts[2].result)
    pool.shutdown()
    return {"last": last, "all": [attempt(receipt.result) for receipt in receipts], "made": made}


def hand_in_and_raise(pool, job, workers):
    """The block of the with ends with an exception; the receipts."""
    receipts = []

    def block():
        with pool:
            receipts.extend(pool.submit(job, number) for number in range(workers))
            raise Oops

    attempt(block)
    return receipts


def everyone_goes_home(student, workers, how):
    """As many threads as there may be, then the end; what is still going on after it?"""
    meeting, ended, pool = threading.Barrier(workers), [], student.Pool(workers, print)

    def job(number):
        meeting.wait()
        checkpoint()
        ended.append(number)

    if how == "with":
        with pool as inside:
            receipts = [inside.submit(job, number) for number in range(workers)]
    elif how == "idle":
        receipts = [pool.submit(job, number) for number in range(workers)]
        for receipt in receipts:
            receipt.result()
        pool.shutdown()
    elif how == "raise":
        receipts = hand_in_and_raise(pool, job, workers)
    else:
        receipts = []
        pool.shutdown()
    ended_by_then = len(ended)
    pool.shutdown()
    refused = attempt(pool.submit, job, 1)
    return {"ended": ended_by_then, "done": all(receipt.done() for receipt in receipts), "then": refused}


def no_workers(student):
    return [attempt(student.Pool, workers, print) for workers in (0, -1)]


def long_day(student):
    """A pool for three: how many threads are there when, and how long does it take?"""
    before = threading.active_count()
    threads = []

    def look():
        threads.append(threading.active_count() - before)

    pool = student.Pool(3, print)
    look()
    for _ in range(3):
        pool.submit(fetch, "page", 1.0).result()
        time.sleep(9.0)
        look()
    receipts = [pool.submit(fetch, "page", 1.0) for _ in range(2)]
    for receipt in receipts:
        receipt.result()
    look()
    time.sleep(48.0)
    receipts = [pool.submit(fetch, "page", 1.0) for _ in range(9)]
    for receipt in receipts:
        receipt.result()
    look()
    time.sleep(18.0)
    pool.shutdown()
    look()
    return threads
