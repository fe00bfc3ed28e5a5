"""Equal arguments, equal nanoseconds: in any process, on any version, and whatever the order of equals."""

import json

import pytest

from grader.interleave.engine.kernel import KERNEL, Kernel
from grader.interleave.engine.pace import PRESENT

MIX = """
    log, lock, q = [], threading.Lock(), queue.Queue(2)
    def io(name):
        for i in range(4):
            fetch(name, 0.013 * (i + 1))
            crunch(0.0017)
            with lock:
                crunch(0.003)
                log.append(name)
            q.put(name)
    def work(name):
        for i in range(3):
            crunch(0.0301)
            with lock:
                log.append(name)
    def drain():
        for _ in range(8):
            log.append("got " + q.get())
            time.sleep(0.001)
    with ThreadPoolExecutor(5) as pool:
        futures = [pool.submit(io, "i"), pool.submit(io, "j"), pool.submit(work, "w"), pool.submit(work, "v")]
        futures.append(pool.submit(drain))
        done = [futures.index(f) for f in as_completed(futures)]
    return log, done, now()
"""


def test_the_same_table_everywhere(run, golden):
    lines = []
    for gil in (False, True):
        for cores in (1, 2, 3, 4):
            made = run(MIX, cores=cores, gil=gil)
            log, done, end = made.value
            cpu = [task.cpu for task in made.timeline.tasks]
            gil_waits = [round(task.lost["gil"] * 1e9) for task in made.timeline.tasks]
            lines.append(
                f"cores {cores} gil {gil}: {end} {done} cpu {cpu} gil ns {gil_waits} held {made.timeline.held}"
            )
            lines.append("  " + " ".join(log))
    golden("table.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("gil", [False, True])
def test_a_seed_draws_the_order_of_equals_and_nothing_else(run, gil):
    body = "out = []\ntogether(*[lambda n=n: (time.sleep(1), out.append(n), crunch(1)) for n in 'abcdef'])\nreturn out"
    orders, ends = set(), set()
    for seed in range(6):
        made, again = run(body, cores=2, gil=gil, seed=seed), run(body, cores=2, gil=gil, seed=seed)
        assert made.timeline == again.timeline
        assert made.value == again.value
        orders.add("".join(made.value))
        ends.add(made.timeline.makespan)
    assert ends == {7.0 if gil else 4.0}
    assert len(orders) > 2
    assert "".join(run(body, cores=2, gil=gil).value) == "abcdef"


def test_a_timeline_survives_json(run):
    from grader.interleave.machine.model import Timeline

    timeline = run(MIX, cores=2, gil=True).timeline
    assert Timeline.from_json(json.loads(json.dumps(timeline.to_json()))) == timeline


def test_times_add_up(run):
    """Each task's states fill its life without gaps, and no core is used by two."""
    for machine in ({"cores": 2}, {"cores": 3, "gil": True}, {"cores": 1, "quantum": None}):
        timeline = run(MIX, **machine).timeline
        for task in timeline.tasks:
            own = [s for s in timeline.slices if s.task == task.name]
            assert [(a.end, a.start < a.end) for a in own[:-1]] == [(b.start, True) for b in own[1:]]
            assert (own[0].start, own[-1].end) == (task.start, task.end)
            assert sum(s.end - s.start for s in own if s.core is not None) == pytest.approx(task.cpu)
            assert sum(task.lost.values()) + task.cpu == pytest.approx(task.end - task.start)
        for core in range(timeline.cores):
            on = sorted((s.start, s.end) for s in timeline.slices if s.core == core)
            assert all(a[1] <= b[0] for a, b in zip(on, on[1:], strict=False))  # noqa: RUF007 - pairs
        if timeline.gil:
            on = sorted((s.start, s.end) for s in timeline.slices if s.core is not None)
            assert all(a[1] <= b[0] for a, b in zip(on, on[1:], strict=False))  # noqa: RUF007 - pairs


def test_nothing_of_a_machine_stays(run):
    clock = KERNEL.clock
    run("crunch(1)")
    run("1 / 0", fails=True)
    assert (KERNEL.clock, KERNEL.__class__, KERNEL.recorder, PRESENT.machine) == (clock, Kernel, None, None)
    assert "machine" not in vars(KERNEL)


@pytest.mark.parametrize(
    "machine",
    [{"cores": 0}, {"cores": 65}, {"quantum": 0}, {"quantum": -1}, {"switch_interval": 0}, {"quantum": float("nan")}],
)
def test_a_machine_that_there_cannot_be(run, machine):
    with pytest.raises(ValueError, match=r"machine|length of time|time slice"):
        run("pass", **machine)
