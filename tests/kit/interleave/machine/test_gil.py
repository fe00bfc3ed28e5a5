"""The GIL of CPython: who holds it, who asks for it when, and what that costs, as exact numbers."""

import pytest


def task(made, name):
    return next(each for each in made.timeline.tasks if each.name == name)


def cpu_slices(made, name):
    return [(s.start, s.end) for s in made.timeline.slices if s.task == name and s.core is not None]


def test_two_that_compute_take_turns_of_the_switch_interval(run):
    made = run("together(lambda: crunch(0.012), lambda: crunch(0.012))", cores=2, gil=True)
    assert cpu_slices(made, "A") == [(0.0, 0.005), (0.01, 0.015), (0.02, 0.022)]
    assert cpu_slices(made, "B") == [(0.005, 0.01), (0.015, 0.02), (0.022, 0.024)]
    assert task(made, "A").lost["gil"] == 0.01
    assert made.timeline.makespan == 0.024


def test_another_switch_interval(run):
    made = run("together(lambda: crunch(0.012), lambda: crunch(0.012))", cores=2, gil=True, switch_interval=0.01)
    assert cpu_slices(made, "A") == [(0.0, 0.01), (0.02, 0.022)]
    assert cpu_slices(made, "B") == [(0.01, 0.02), (0.022, 0.024)]


def test_an_endless_interval_gives_it_up_only_to_wait(run):
    body = "together(lambda: (crunch(1), fetch('u', 1), crunch(1)), lambda: crunch(3))"
    for machine in ({"switch_interval": None}, {"switch_interval": float("inf")}, {"quantum": None}):
        made = run(body, cores=2, gil=True, **machine)
        assert cpu_slices(made, "A") == [(0.0, 1.0), (4.0, 5.0)]
        assert cpu_slices(made, "B") == [(1.0, 4.0)]
        assert task(made, "A").lost["gil"] == 2.0


def test_convoy_a_short_burst_after_each_wait_costs_an_interval(run):
    """I/O of 1 ms, then 0.1 ms of work, ten times, beside one that computes: 6.1 ms a round instead of 1.1."""
    alone = "[(fetch('u', 0.001), crunch(0.0001)) for _ in range(10)]"
    assert run(alone, cores=2, gil=True).timeline.makespan == 0.011
    body = f"together(lambda: crunch(1), lambda: {alone})"
    made = run(body, cores=2, gil=True)
    # The first wait begins when A already has the GIL; B asks for it 5 ms after each wait.
    assert task(made, "B").end == 0.061
    assert task(made, "B").lost["gil"] == 0.05
    assert made.timeline.makespan == 1.001
    free = run(body, cores=2)
    assert (task(free, "B").end, free.timeline.makespan) == (0.011, 1.0)


def test_also_what_costs_nothing_needs_the_gil_after_a_wait(run):
    """A sleeper beside a computation comes back one interval late: the GIL is not its before."""
    body = """
        times = []
        def tick():
            for _ in range(3):
                time.sleep(0.01)
                times.append(now())
        together(lambda: crunch(1), tick)
        return times
    """
    assert run(body, cores=4, gil=True).value == [0.015, 0.03, 0.045]
    assert run(body, cores=4).value == [0.01, 0.02, 0.03]
    assert run(body, cores=1).value == [0.01, 0.02, 0.03]


def test_who_asks_late_is_served_after_those_in_line(run):
    """A computes; B waits from 0, C from 7 ms: B has the GIL at 5, is asked for it at 10 (A waits since 5), C at 15."""
    made = run("together(lambda: crunch(0.1), lambda: crunch(0.1), lambda: (time.sleep(0.007), crunch(0.1)))",
               cores=4, gil=True)  # fmt: skip
    assert cpu_slices(made, "A")[:2] == [(0.0, 0.005), (0.01, 0.015)]
    assert cpu_slices(made, "B")[:1] == [(0.005, 0.01)]
    assert cpu_slices(made, "C")[:1] == [(0.015, 0.02)]


def test_a_look_during_whose_wait_it_was_passed_on_does_not_ask(run):
    """CPython: who sees at its look that the GIL has gone to another waits one interval more.

    B computes for 3 ms from 5 to 8 and ends; C, in line since 4, looks at 9: it was passed on at 5 and 8, so no. A has
    it from 8, and is asked for it at 14.
    """
    made = run("together(lambda: crunch(0.1), lambda: crunch(0.003), lambda: (time.sleep(0.004), crunch(0.001)))",
               cores=4, gil=True)  # fmt: skip
    assert cpu_slices(made, "B") == [(0.005, 0.008)]
    # In line at 5 ms: C (since 4), then A. So C has it at 8, and nobody has to ask.
    assert cpu_slices(made, "C") == [(0.008, 0.009)]
    assert cpu_slices(made, "A")[:2] == [(0.0, 0.005), (0.009, 0.104)]


def test_a_lock_is_ones_own_before_the_gil_is(run):
    """A releases the lock and computes on: B has the lock at once, but goes on only with the GIL."""
    body = """
        lock, log = threading.Lock(), []
        def a():
            with lock:
                crunch(0.001)
            crunch(1)
            log.append(("a", now(), lock.locked()))
        def b():
            with lock:
                log.append(("b", now()))
                crunch(2)
        together(a, b)
        return log
    """
    made = run(body, cores=2, gil=True)
    assert made.value[0] == ["b", 0.006] or made.value[0] == ("b", 0.006)
    assert task(made, "B").lost["lock"] == 0.001
    assert made.timeline.makespan == 3.001


@pytest.mark.parametrize("cores", [1, 2, 4])
def test_each_process_has_a_gil_of_its_own(run, cores):
    body = "together(*[lambda: (own_process(), crunch(1))] * 4)"
    assert run(body, cores=cores, gil=True).timeline.makespan == 4 / cores


def test_threads_share_the_gil_of_the_process_that_starts_them(run):
    """Two processes with three threads of 1 s each, four cores: 3 s."""
    body = """
        def process():
            own_process()
            together(*[lambda: crunch(1)] * 3)
        together(process, process)
    """
    assert run(body, cores=4, gil=True).timeline.makespan == 3.0
    assert run(body, cores=4).timeline.makespan == pytest.approx(1.5, abs=0.005)


# --- ch01/gil_forecast: CPU phases run to their end, first come, first served ------------------------


def forecast(n, cpu, io, cores, kind, gil, startup):
    """When n jobs of cpu seconds and then io seconds are done."""
    if n == 0:
        return 0.0
    if kind == "sequential":
        return n * (cpu + io)
    if kind == "threads":
        rounds = n if gil else -(-n // cores)
        return rounds * cpu + io
    return -(-n // cores) * (startup + cpu) + io


@pytest.mark.parametrize("gil", [False, True])
@pytest.mark.parametrize("cores", [1, 2, 4, 8, 16])
@pytest.mark.parametrize(("cpu", "io"), [(1.0, 0.25), (0.25, 1.0), (1.0, 3.0)])
def test_a_forecast_equals_the_makespan_exactly(run, gil, cores, cpu, io):
    job = f"(crunch({cpu}), fetch('u', {io}))"
    for n in range(10):
        bodies = {
            "sequential": f"[{job} for _ in range({n})]",
            "threads": f"together(*[lambda: {job}] * {n})",
            "processes": f"together(*[lambda: (own_process(), crunch(0.5), {job})] * {n})",
        }
        for kind, body in bodies.items():
            made = run(body, cores=cores, gil=gil, quantum=None)
            assert made.timeline.makespan == forecast(n, cpu, io, cores, kind, gil, 0.5), (n, kind)
