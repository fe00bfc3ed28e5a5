"""What textbooks say of machines, as exact numbers."""

import itertools
import math

import pytest

CORES = (1, 2, 4, 8, 16)


@pytest.mark.parametrize("cores", CORES)
def test_amdahl(run, cores):
    """A fifth is serial: the speed-up is 1 / (1/5 + 4/5 / cores)."""
    made = run("crunch(4); together(*[lambda: crunch(1)] * 16)", cores=cores)
    assert made.timeline.makespan == 4 + 16 / cores
    assert 20 / made.timeline.makespan == pytest.approx(1 / (0.2 + 0.8 / cores))


@pytest.mark.parametrize("cores", CORES)
def test_gustafson(run, cores):
    """The work grows with the machine: the time does not, the scaled speed-up is cores - s * (cores - 1)."""
    made = run(f"crunch(1); together(*[lambda: crunch(3)] * {cores})", cores=cores)
    assert made.timeline.makespan == 4.0
    assert (1 + 3 * cores) / 4.0 == cores - 0.25 * (cores - 1)
    assert made.timeline.busy == 1 + 3 * cores


@pytest.mark.parametrize("cores", CORES)
def test_the_gil_leaves_one_core(run, cores):
    made = run("together(*[lambda: crunch(1)] * 4)", cores=cores, gil=True)
    assert made.timeline.makespan == 4.0
    assert made.timeline.utilisation == 1 / cores


@pytest.mark.parametrize("gil", [False, True])
def test_waiting_takes_neither_core_nor_gil(run, gil):
    made = run("together(*[lambda: fetch('u', 1), lambda: time.sleep(1)] * 50)", cores=1, gil=gil)
    assert made.timeline.makespan == 1.0
    assert made.timeline.busy == 0


@pytest.mark.parametrize(("jobs", "cores"), [(3, 2), (5, 4), (7, 3), (9, 8), (17, 16)])
def test_turns_are_fluid_for_equal_jobs(run, jobs, cores):
    """With time slices n equal jobs on c cores take n/c of one's time, to within a slice; without, whole rounds."""
    body = f"together(*[lambda: crunch(1)] * {jobs})"
    assert jobs / cores <= run(body, cores=cores).timeline.makespan < jobs / cores + 0.005
    assert run(body, cores=cores, quantum=None).timeline.makespan == math.ceil(jobs / cores)


def test_turns_are_exact_where_slices_divide_the_work(run):
    assert run("together(*[lambda: crunch(1)] * 3)", cores=2).timeline.makespan == 1.5
    assert run("together(*[lambda: crunch(1)] * 5)", cores=4).timeline.makespan == 1.25


@pytest.mark.parametrize(("workers", "makespan"), [(1, 15.0), (2, 9.0), (3, 7.0), (4, 6.0), (8, 5.0)])
def test_a_pool_is_a_greedy_scheduler(run, workers, makespan):
    """Graham's list scheduling: who is free takes the next. Lengths 1 2 3 4 5 in this order, by hand."""
    body = f"""
        with ThreadPoolExecutor({workers}) as pool:
            list(pool.map(crunch, [1, 2, 3, 4, 5]))
    """
    made = run(body, cores=8)
    assert made.timeline.makespan == makespan
    assert made.timeline.makespan <= 15 / workers + 5  # sum / W + longest


def test_a_pool_of_waiting_workers(run):
    body = """
        with ThreadPoolExecutor(4) as pool:
            return [(f.result(), now()) for f in as_completed([pool.submit(fetch, u, s) for u, s in
                [('a', 3), ('b', 1), ('c', 2), ('d', 4), ('e', 1.5)]])]
    """
    value = run(body, cores=1, gil=True).value
    assert value == [("<page b>", 1.0), ("<page c>", 2.0), ("<page e>", 2.5), ("<page a>", 3.0), ("<page d>", 4.0)]


# --- queueing: arrivals and services fixed, sojourn times by hand -----------------------------------

QUEUE = """
    done = {{}}
    line = queue.Queue()
    def server():
        while (job := line.get()) is not None:
            {service}(*{args})
            done[job] = now()
    servers = [threading.Thread(target=server, name=f"server-{{i}}") for i in range({servers})]
    for s in servers: s.start()
    for number, arrival in enumerate({arrivals}):
        time.sleep(arrival - now())
        line.put(number)
    for s in servers: line.put(None)
    for s in servers: s.join()
    return [done[i] for i in range(len(done))]
"""


def test_d_d_1_in_balance_never_waits(run):
    """Arrivals each second, service of one second: every sojourn is one service."""
    body = QUEUE.format(service="crunch", args="(1,)", servers=1, arrivals=[float(i) for i in range(10)])
    made = run(body, cores=2)
    assert made.value == [i + 1.0 for i in range(10)]
    assert made.timeline.tasks[1].lost["wait"] == 0


def test_d_d_2_with_slow_servers(run):
    """Service 3, arrivals each second, two servers: departures 3 4 6 7 9 10, the line grows by a third each."""
    body = QUEUE.format(service="fetch", args="('u', 3)", servers=2, arrivals=[0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    assert run(body, cores=1).value == [3.0, 4.0, 6.0, 7.0, 9.0, 10.0]


def test_m_d_1_sample_path(run):
    """Lindley: W(n+1) = max(0, W(n) + S - T). Arrivals 0 .3 1.9 2 2.1 7, S = 1: waits 0 .7 .1 1 1.9 0."""
    arrivals = [0.0, 0.3, 1.9, 2.0, 2.1, 7.0]
    waits = [0.0]
    for before, after in itertools.pairwise(arrivals):
        waits.append(max(0.0, waits[-1] + 1 - (after - before)))
    body = QUEUE.format(service="crunch", args="(1,)", servers=1, arrivals=arrivals)
    done = run(body, cores=2).value
    assert done == [1.0, 2.0, 3.0, 4.0, 5.0, 8.0]
    assert done == pytest.approx([a + w + 1 for a, w in zip(arrivals, waits, strict=True)])


def test_g_d_3_departures_by_hand(run):
    """Three servers of 2 s, five arrivals at once and two late: 2 2 2 4 4, then 10, 10.5."""
    body = QUEUE.format(service="crunch", args="(2,)", servers=3, arrivals=[0, 0, 0, 0, 0, 8, 8.5])
    assert run(body, cores=4).value == [2.0, 2.0, 2.0, 4.0, 4.0, 10.0, 10.5]


@pytest.mark.parametrize(
    ("capacity", "put", "got"),
    [(1, [0, 0, 2, 4, 6], [0, 2, 4, 6, 8]), (2, [0, 0, 0, 2, 4], [0, 2, 4, 6, 8]), (0, [0] * 5, [0, 2, 4, 6, 8])],
)
def test_a_bounded_queue_slows_its_producer(run, capacity, put, got):
    """The consumer needs 2 s for an item; puts return when there is room."""
    body = f"""
        q, puts, gets = queue.Queue({capacity}), [], []
        def produce():
            for i in range(5):
                q.put(i)
                puts.append(now())
        def consume():
            for i in range(5):
                q.get()
                gets.append(now())
                crunch(2)
        together(produce, consume)
        return puts, gets
    """
    made = run(body, cores=2)
    assert made.value == (put, got)
    assert made.timeline.makespan == 10.0
    assert made.timeline.tasks[1].lost["wait"] + made.timeline.tasks[1].lost["lock"] == put[-1]
