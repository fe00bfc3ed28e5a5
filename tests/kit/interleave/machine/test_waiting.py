"""Locks are handed over in order; waiting costs nothing, waiting in a loop does."""

import pytest


def task(made, name):
    return next(each for each in made.timeline.tasks if each.name == name)


def test_lock_convoy(run):
    """Four tasks, three rounds, 1 s with the lock and 1 s without: the lock goes round in order."""
    body = """
        lock, log = threading.Lock(), []
        def job(name):
            for _ in range(3):
                with lock:
                    log.append(name)
                    crunch(1)
                crunch(1)
        together(*[lambda n=n: job(n) for n in "abcd"])
        return "".join(log)
    """
    made = run(body, cores=4)
    assert made.value == "abcdabcdabcd"
    assert made.timeline.makespan == 13.0
    assert made.timeline.held == 12.0
    assert [t.lost["lock"] for t in made.timeline.tasks[1:]] == [4.0, 5.0, 6.0, 7.0]


def test_who_frees_a_lock_and_wants_it_again_stands_in_line(run):
    body = """
        lock, log = threading.Lock(), []
        def job(name):
            for _ in range(3):
                with lock:
                    log.append(name)
                    crunch(1)
        together(lambda: job("a"), lambda: job("b"))
        return "".join(log)
    """
    for machine in ({"cores": 2}, {"cores": 1}, {"cores": 2, "gil": True}, {"cores": 1, "quantum": None}):
        assert run(body, **machine).value == "ababab"


def test_conditions_and_queues_serve_in_order(run):
    body = """
        condition, log, q = threading.Condition(), [], queue.SimpleQueue()
        def wait(name):
            with condition:
                condition.wait()
                log.append((name, now()))
        def get(name):
            log.append((name, q.get(), now()))
        def drive():
            time.sleep(1)
            with condition:
                condition.notify(2)
            time.sleep(1)
            for i in range(3):
                q.put(i)
            with condition:
                condition.notify_all()
        together(*[lambda n=n: wait(n) for n in "abc"], *[lambda n=n: get(n) for n in "xyz"], drive)
        return log
    """
    expected = [("a", 1.0), ("b", 1.0), ("x", 0, 2.0), ("y", 1, 2.0), ("z", 2, 2.0), ("c", 2.0)]
    for gil in (False, True):
        assert sorted(run(body, cores=1, gil=gil).value, key=lambda e: e[1:]) == sorted(expected, key=lambda e: e[1:])


@pytest.mark.parametrize("gil", [False, True])
def test_timeouts_are_exact(run, gil):
    body = """
        out = []
        event, lock, q = threading.Event(), threading.Lock(), queue.Queue()
        lock.acquire()
        condition = threading.Condition()
        for wait in (lambda: event.wait(0.1), lambda: lock.acquire(timeout=0.2), lambda: condition.wait_for(bool, 0.7)):
            with condition:
                out.append((wait(), now()))
        try:
            q.get(timeout=0.3)
        except queue.Empty:
            out.append(now())
        t = threading.Thread(target=event.wait, daemon=True)
        t.start()
        t.join(0.123456789)
        out.append(now())
        with ThreadPoolExecutor(1) as pool:
            future = pool.submit(fetch, "u", 1)
            try:
                future.result(timeout=0.25)
            except TimeoutError:
                out.append(now())
        event.set()
        return out
    """
    made = run(body, cores=1, gil=gil)
    assert made.value == [(False, 0.1), (False, 0.3), (False, 1.0), 1.3, 1.423456789, 1.673456789]
    assert made.timeline.makespan == 2.423456789
    assert made.timeline.busy == 0


def test_a_woken_waiter_finds_that_no_time_is_left(run):
    """A thousand timeouts of a tenth: no dust of rounding adds up, and none is early."""
    made = run("c = threading.Condition(); c.acquire(); [c.wait_for(lambda: False, 0.1) for _ in range(1000)]", cores=1)
    assert made.timeline.makespan == 100.0


@pytest.mark.parametrize(
    "loop",
    [
        "while not flag: pass",
        "while not flag: pause()",
        "while not flag: time.sleep(0)",
        "while not flag: t.join(0)",
        "while t.is_alive(): pass",
        "while not event.is_set(): pass",
        "while not event.wait(0): pass",
        "while not future.done(): len('work')",
        "while not future.done(): time.monotonic()",
        "while q.empty(): pass",
    ],
)
@pytest.mark.parametrize(("machine", "wanted"), [({"cores": 2}, 5.0), ({"cores": 1, "gil": True}, 5.005)])
def test_a_busy_wait_burns_its_core_and_ends_in_time(run, loop, machine, wanted):
    body = f"""
        from concurrent.futures import Future
        flag = []
        event, future, q = threading.Event(), Future(), queue.Queue()
        def work():
            time.sleep(5)
            flag.append(1)
            event.set()
            future.set_result(1)
            q.put(1)
        t = threading.Thread(target=work, name="worker")
        t.start()
        {loop}
        return now()
    """
    made = run(body, **machine)
    assert made.value == pytest.approx(wanted, rel=0.002)
    main = task(made, "MainThread")
    assert main.spin == pytest.approx(wanted, rel=0.002)
    assert task(made, "worker").cpu == 0


def test_a_busy_wait_takes_half_of_one_core_from_who_works(run):
    body = """
        flag = []
        def work():
            crunch(1)
            flag.append(1)
        t = threading.Thread(target=work, name="worker")
        t.start()
        while not flag: pass
        t.join()
    """
    assert run(body, cores=2).timeline.makespan == 1.0
    made = run(body, cores=1)
    assert made.timeline.makespan == pytest.approx(2.0, abs=0.01)
    assert task(made, "MainThread").spin == pytest.approx(1.0, abs=0.01)
    assert run(body, cores=4, gil=True).timeline.makespan == pytest.approx(2.0, abs=0.015)


def test_a_loop_that_waits_for_a_moment_is_late_by_a_fraction(run):
    made = run("while time.monotonic() < 3: pass\nreturn now()", cores=1)
    assert 3 <= made.value <= 3 * (1 + 1 / 512)
    assert made.timeline.tasks[0].spin == made.value


def test_a_waiter_that_polls_wakes_often_but_burns_nothing(run):
    body = """
        flag = []
        t = threading.Timer(5, flag.append, [1])
        t.start()
        while not flag: time.sleep(0.01)
    """
    main = task(run(body, cores=1), "MainThread")
    assert (main.spin, main.cpu) == (0.0, 0.0)
    assert main.timeouts == 500


def test_a_waiter_that_waits_wakes_once(run):
    main = task(run("e = threading.Event(); threading.Timer(5, e.set).start(); e.wait()", cores=1), "MainThread")
    assert (main.spin, main.cpu, main.turns, main.timeouts, main.lost["wait"]) == (0.0, 0.0, 1, 0, 5.0)


def test_a_few_yields_and_readings_cost_nothing(run):
    made = run("for _ in range(50): time.sleep(0); pause(); time.monotonic(); time.time(); time.thread_time()", cores=1)
    assert made.timeline.makespan < 0.001
    assert run("[(time.sleep(0), time.monotonic()) for _ in range(20)]", cores=1).timeline.makespan == 0


def test_computing_in_a_while_loop_costs_next_to_nothing(run):
    """Ten thousand rounds of real work are taken for looks at the state of things only after a while."""
    made = run("n = 0\nwhile n < 10_000:\n    n = n + len('x')\nreturn n", cores=1)
    assert made.timeline.makespan == 0
    assert run("n = 0\nwhile n < 40_000:\n    n = n + len('x')\nreturn n", cores=1).timeline.makespan < 1e-4


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("while True: pass", "livelock"),
        ("flag = []\nwhile not flag: pause()", "livelock"),
        ("flag = []\ntogether(*[lambda: [None for _ in iter(lambda: pause() or bool(flag), True)]] * 2)", "livelock"),
        ("lock = threading.Lock(); lock.acquire(); lock.acquire()", "deadlock"),
        ("threading.Event().wait()", "deadlock"),
        ("together(lambda: 1 / 0)", "exception"),
        ("crunch(-1)", "exception"),
        ("fetch('u', -1)", "exception"),
        ("time.sleep(float('nan'))", "exception"),
        ("while True: time.sleep(1)", "step-limit"),
    ],
)
@pytest.mark.parametrize("gil", [False, True])
def test_what_does_not_end_well_is_a_failure(run, body, kind, gil):
    assert run(body, cores=2, gil=gil, fails=True, steps=100_000).failure.kind == kind


@pytest.mark.parametrize("gil", [False, True])
def test_waiting_for_a_moment_that_never_comes_has_an_end(run, gil):
    made = run("together(*[lambda: [None for _ in iter(time.monotonic, -1)]] * 2)", gil=gil, fails=True, steps=20_000)
    assert made.failure.kind in {"livelock", "step-limit"}


def test_two_that_wait_for_each_other_in_loops(run):
    """Ping-pong over plain variables: each round costs microseconds of looking, and both get there."""
    body = """
        turn = [0]
        def play(me):
            for _ in range(20):
                while turn[0] % 2 != me: pass
                turn[0] += 1
        together(lambda: play(0), lambda: play(1))
        return turn[0]
    """
    made = run(body, cores=2)
    assert made.value == 40
    assert made.timeline.makespan < 0.01
    assert run(body, cores=1, gil=True).value == 40


def test_daemons_end_with_the_program_and_what_is_left_is_named(run):
    made = run("threading.Thread(target=crunch, args=(9,), daemon=True, name='d').start(); crunch(1)", cores=2)
    assert (made.timeline.makespan, made.timeline.end, made.left_over) == (1.0, 1.0, ["d"])
    made = run("threading.Thread(target=crunch, args=(9,), name='t').start(); crunch(1)", cores=2)
    assert (made.timeline.makespan, made.timeline.end, made.left_over) == (1.0, 9.0, ["t"])


def test_cpu_clocks_count_cpu(run):
    body = """
        crunch(1); time.sleep(1)
        def job():
            crunch(2)
            return time.thread_time(), time.process_time()
        with ThreadPoolExecutor(1) as pool:
            return time.thread_time(), pool.submit(job).result(), time.thread_time(), time.perf_counter()
    """
    assert run(body, cores=2, gil=True).value == (1.0, (2.0, 3.0), 1.0, 4.0)
