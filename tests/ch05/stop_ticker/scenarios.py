"""Tickers and those who stop them, from outside, from inside, before they start."""

import threading
import time
from functools import partial

from grader.worker.stage import Log, checkpoint, now, run_together


def noted(log):
    """An on_tick that says when it begins and ends, and lets others run meanwhile."""

    def on_tick(number):
        log("begin", number)
        checkpoint()
        log("end", number)

    return on_tick


def stopped(student, stoppers):
    """A ticker, and stoppers that say when stop() has come back. What the ticker did, in order."""
    log = Log()
    ticker = student.Ticker(60, noted(log))
    ticker.start()

    def stop(name):
        ticker.stop()
        log("stopped", name)

    if stoppers == 1:
        stop(0)
    else:
        run_together(*[partial(stop, name) for name in range(stoppers)])
    ticker.join()
    return {"events": log.events, "alive": ticker.is_alive()}


def stopped_inside(student, at, also_outside):
    """The tick with number `at` stops its own ticker; somebody else may do it as well."""
    log = Log()

    def on_tick(number):
        log("begin", number)
        if number == at:
            ticker.stop()
            ticker.stop()
        log("end", number)

    ticker = student.Ticker(60, on_tick)
    ticker.start()
    if also_outside:
        ticker.stop()
        log("stopped", 0)
    ticker.join()
    ticker.stop()
    return {"events": log.events, "alive": ticker.is_alive()}


def stopped_early(student):
    """stop() before start(), after the end, and beside start()."""
    log = Log()
    early, never, beside = (student.Ticker(60, noted(log)) for _ in range(3))
    early.stop()
    early.stop()
    early.start()
    early.join()
    early.stop()
    never.stop()
    before = len(log.events)

    def stop():
        beside.stop()
        log("stopped", 0)

    run_together(beside.start, stop)
    beside.join()
    return {"before": before, "events": log.events, "alive": early.is_alive() or beside.is_alive()}


def two_tickers(student):
    """One of two tickers is stopped. Does the other go on?"""
    count = []
    ended = threading.Event()

    def count_to_three(number):
        count.append(number)
        if number == 2:
            ended.set()

    one, other = student.Ticker(60, lambda number: None), student.Ticker(60, count_to_three)
    one.start()
    one.stop()
    one.join()
    other.start()
    gone_on = ended.wait(600)
    other.stop()
    other.join()
    return gone_on


def timetable(student, wait, takes, until):
    """When a ticker with period 60 ticks, in seconds after its start, if ticks take a while; how long stop takes."""
    ticks = []

    def on_tick(number):
        ticks.append([number, round(now() - begun, 2)])
        time.sleep(takes)

    ticker = student.Ticker(60, on_tick)
    time.sleep(wait)
    begun = now()
    ticker.start()
    time.sleep(until)
    asked = now()
    ticker.stop()
    answered = now()
    ticker.join()
    ended = now()
    time.sleep(200)
    return {"ticks": ticks, "stop": round(answered - asked, 2), "end": round(ended - answered, 2)}


def failing(student, at):
    """The tick with number `at` raises; what is known then?"""
    ticks = []
    mistake = ValueError("in a tick")

    def on_tick(number):
        ticks.append(number)
        if number == at:
            raise mistake

    ticker = student.Ticker(60, on_tick)
    first = ticker.error
    ticker.start()
    ticker.join(1000)
    alive = ticker.is_alive()
    ticker.stop()
    return {"first": first, "own": ticker.error is mistake, "ticks": ticks, "alive": alive}


def for_real(student):
    """Real threads: a long period is cut short, from outside, from inside, and after an error."""
    done = []

    def fail(number):
        raise ValueError

    outside = student.Ticker(3600, lambda number: done.append("outside"))
    inside = student.Ticker(0.001, lambda number: number == 3 and (done.append("inside"), inside.stop()))
    failing = student.Ticker(3600, fail)
    tickers = [outside, inside, failing]
    for ticker in tickers:
        ticker.start()
    late = now() + 4
    while "outside" not in done and now() < late:
        time.sleep(0.001)
    outside.stop()
    for ticker in tickers:
        ticker.join(4)
    return {
        "done": sorted(done),
        "alive": [ticker.is_alive() for ticker in tickers],
        "error": type(failing.error).__name__,
    }
