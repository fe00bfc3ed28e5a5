"""Simulated against measured: the same programs on the virtual machine and on this one.

    make bench ARGS='calibration [--repeats 5]'

Each program runs for real in a process of its own, pinned to one core and to two, and on a virtual machine of that
size with the GIL that this Python has. What counts is the fastest of the repeats: other work on the machine only makes
a run slower. On a quiet machine the two agree to within a tenth.
"""

import argparse
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent.parent
TOLERANCE = 0.10

PRELUDE = """
import queue, threading, time
from concurrent.futures import ThreadPoolExecutor
from grader.kit import crunch, fetch
from calibration_kit import processes

def together(*thunks):
    threads = [threading.Thread(target=thunk) for thunk in thunks]
    for thread in threads: thread.start()
    for thread in threads: thread.join()

def main():
"""

PROGRAMS = {
    "one thread computes": "    crunch(0.5)",
    "two threads compute": "    together(*[lambda: crunch(0.3)] * 2)",
    "two processes compute": "    processes(*[lambda: crunch(0.3)] * 2)",
    "three processes compute": "    processes(*[lambda: crunch(0.2)] * 3)",
    "eight threads sleep": "    together(*[lambda: time.sleep(0.3)] * 8)",
    "a pool of two computes": """
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(crunch, [0.1, 0.05, 0.15, 0.1]))
""",
    "a pool of four waits": """
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(time.sleep, [0.05] * 16))
""",
    "waiting beside computing": """
    together(lambda: crunch(0.1), lambda: [(time.sleep(0.02), crunch(0.002)) for _ in range(20)])
""",
    "lock convoy": """
    lock = threading.Lock()
    def job():
        for _ in range(4):
            with lock:
                crunch(0.02)
            time.sleep(0.02)
    together(*[job] * 4)
""",
    "bounded queue": """
    line = queue.Queue(2)
    def produce():
        for _ in range(10):
            time.sleep(0.01)
            line.put(1)
    def consume():
        for _ in range(10):
            line.get()
            crunch(0.03)
    together(produce, consume)
""",
}


def real_processes(*thunks):
    """Run each thunk in a forked child; return when all have ended."""
    children = []
    for thunk in thunks:
        child = os.fork()
        if child == 0:
            thunk()
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def measure_one(name: str, cores: int) -> float:
    """Seconds of the program on this machine; the process is given up to it."""
    import time

    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])
    kit = ModuleType("calibration_kit")
    kit.processes = real_processes
    sys.modules["calibration_kit"] = kit
    program: dict[str, object] = {}
    exec(compile(PRELUDE + PROGRAMS[name], name, "exec"), program)
    start = time.perf_counter()
    program["main"]()
    return time.perf_counter() - start


def simulated(name: str, cores: int) -> float:
    """Virtual seconds of the program."""
    from grader.interleave import Program, simulate
    from grader.interleave.world import scene
    from grader.worker.explore import replacements

    def processes(*thunks):
        threading = sys.modules["threading"]  # the simulated one while the program runs
        threads = [threading.Thread(target=lambda t=t: (scene.own_process(), t())) for t in thunks]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    kit = ModuleType("calibration_kit")
    kit.processes = processes
    gil = not sysconfig.get_config_var("Py_GIL_DISABLED")
    program = Program(PRELUDE + PROGRAMS[name], name, replacements={**replacements(), "calibration_kit": kit})
    made = simulate(program, cores=cores, gil=gil, switch_interval=sys.getswitchinterval())
    if made.failure is not None:
        raise RuntimeError(made.failure.message)
    return made.timeline.end


def measured(name: str, cores: int, repeats: int) -> float:
    """The fastest of the repeats, each in a process of its own."""
    command = [sys.executable, __file__, "--one", name, str(cores)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    runs = [subprocess.run(command, check=True, capture_output=True, text=True, env=environ) for _ in range(repeats)]
    return min(float(json.loads(run.stdout)) for run in runs)


def main(words: list[str]) -> int:
    if words[:1] == ["--one"]:
        print(json.dumps(measure_one(words[1], int(words[2]))))
        return 0
    parser = argparse.ArgumentParser(prog="make bench ARGS=calibration", description=__doc__.splitlines()[0])
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--program", action="append", choices=list(PROGRAMS))
    options = parser.parse_args(words)
    off = 0
    print(f"load {os.getloadavg()[0]:.1f}, {len(os.sched_getaffinity(0))} cores, fastest of {options.repeats} runs")
    print(f"{'':<26}{'cores':>6}{'simulated':>11}{'measured':>10}{'difference':>12}")
    for name in options.program or PROGRAMS:
        for cores in (1, 2):
            virtual, real = simulated(name, cores), measured(name, cores, options.repeats)
            apart = real / virtual - 1
            off += abs(apart) > TOLERANCE
            mark = "" if abs(apart) <= TOLERANCE else "  over a tenth"
            print(f"{name:<26}{cores:>6}{virtual:>11.4f}{real:>10.4f}{apart:>+12.1%}{mark}", flush=True)
    print("all within a tenth" if not off else f"{off} over a tenth: is the machine quiet?")
    return 1 if off else 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main(sys.argv[1:]))
