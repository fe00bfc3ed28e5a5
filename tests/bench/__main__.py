"""Executions per second of this engine, beside other tools and real threads, on the programs of this folder.

    make bench [ARGS='--rounds 9 --seconds 1 --program counter']

Rounds run side by side: in each round every tool measures every program once, in a process of its own, so that a
busy moment of the machine hits all of them. Where this Python is too old for a peer, everything is measured again on
a newer one, if there is one.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BOOTSTRAP = [sys.executable, "-I", str(ROOT / "grader" / "bootstrap")]
PROGRAMS = ["counter", "locked_counter", "two_locks", "producer_consumer", "pool"]
TOOLS = ["engine", "frontrun random", "frontrun dpor", "interleave-test", "threads"]
#: This engine, in executions of the same program a second, over frontrun's.
BAR = 40
#: Longer than any measurement takes; a tool that hangs is stopped and said to hang.
PATIENCE = 60.0

Rates = dict[tuple[str, str], list[float]]
Reasons = dict[tuple[str, str], str]


def measure(python: str, tool: str, program: str, seconds: float) -> dict[str, object]:
    """One measurement. frontrun is started by its own command, as its documentation wants."""
    command = [python, str(HERE / "measure.py"), tool, program, str(seconds)]
    if tool.startswith("frontrun"):
        wrapper = Path(python).with_name("frontrun")
        if not wrapper.exists():
            return {"cannot": "frontrun is not installed here"}
        command.insert(0, str(wrapper))
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE + seconds, check=False)
        return dict(json.loads(done.stdout.splitlines()[-1]))
    except subprocess.TimeoutExpired:
        return {"cannot": f"no answer in {PATIENCE:.0f} s"}
    except (ValueError, IndexError):
        return {"cannot": f"died with status {done.returncode}: " + (done.stderr.strip().splitlines() or ["-"])[-1]}


def run_rounds(python: str, programs: list[str], rounds: int, seconds: float) -> tuple[Rates, Reasons]:
    rates: Rates = {}
    reasons: Reasons = {}
    for number in range(1, rounds + 1):
        print(f"\rround {number} of {rounds} ", end="", file=sys.stderr, flush=True)
        for program in programs:
            for tool in TOOLS:
                if (program, tool) in reasons:
                    continue
                found = measure(python, tool, program, seconds)
                if "cannot" in found:
                    rates.pop((program, tool), None)
                    reasons[program, tool] = str(found["cannot"])
                else:
                    rates.setdefault((program, tool), []).append(found["executions"] / found["seconds"])
    print(file=sys.stderr)
    return rates, reasons


def table(programs: list[str], rates: Rates, reasons: Reasons) -> Iterator[str]:
    """Lines of the table: medians, and below them the slowest and the fastest round.

    The ratio is to frontrun's faster strategy: of the medians, and below it of the fastest rounds. Other work on the
    machine only slows a round down, so the fastest ones say more the busier the machine is.
    """
    yield f"{'executions per second':<20}" + "".join(f"{tool:>18}" for tool in TOOLS) + f"{'x frontrun':>13}"
    for program in programs:
        cells, ranges = [], []
        for tool in TOOLS:
            found = rates.get((program, tool))
            cells.append(f"{statistics.median(found):,.0f}" if found else "cannot")
            ranges.append(f"{min(found):,.0f}-{max(found):,.0f}" if found else "")
        for title, line, of in ((program, cells, statistics.median), ("", ranges, max)):
            yield f"{title:<20}" + "".join(f"{cell:>18}" for cell in line) + f"{ratio(program, rates, of):>13}"
    for (program, tool), reason in reasons.items():
        yield f"  {tool} cannot run {program}: {reason}"


def ratio(program: str, rates: Rates, of: Callable[[list[float]], float]) -> str:
    """This engine's rate over that of frontrun's faster strategy, and whether that is over the bar."""
    ours = rates.get((program, "engine"))
    theirs = [of(rates[program, tool]) for tool in TOOLS if tool.startswith("frontrun") and (program, tool) in rates]
    if not ours or not theirs:
        return "-"
    times = of(ours) / max(theirs)
    return f"{times:.1f} {'>=' if times >= BAR else '<'} {BAR}"


def processor() -> str:
    """The processor's name, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def interpreters() -> list[str]:
    """This Python; and, if it is too old for interleave-test, the newest other one, set up on the way."""
    if sys.version_info >= (3, 12):
        return [sys.executable]
    listed = subprocess.run([*BOOTSTRAP, "pythons"], capture_output=True, text=True, check=True).stdout.splitlines()
    newer = [path for path in listed if path != getattr(sys, "_base_executable", "")][-1:]
    for path in newer:
        print(f"Python {platform.python_version()} is too old for interleave-test: {path} is used too.")
        environ = {**os.environ, "PYTHON": path}
        where = [*BOOTSTRAP, "where", "bench"]
        done = subprocess.run(where, stdout=subprocess.PIPE, text=True, env=environ, check=True)
        return [sys.executable, done.stdout.strip()]
    print(f"Python {platform.python_version()} is too old for interleave-test and no newer one was found.")
    return [sys.executable]


def main() -> int:
    if sys.argv[1:2] == ["calibration"]:
        return subprocess.call([sys.executable, str(HERE / "calibration.py"), *sys.argv[2:]])
    if sys.argv[1:2] == ["sctbench"]:
        sys.path.insert(0, str(ROOT))
        from tests.bench.sctbench import table as sctbench  # the rest does without the engine

        return sctbench.main(sys.argv[2:])
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=0.5, help="of each measurement")
    parser.add_argument("--program", action="append", choices=PROGRAMS)
    options = parser.parse_args()
    programs = options.program or PROGRAMS
    for python in interpreters():
        version = subprocess.run(
            [python, "-c", "import platform as p; print(p.python_implementation(), p.python_version())"],
            capture_output=True, text=True, check=True,
        ).stdout.strip()  # fmt: skip
        rates, reasons = run_rounds(python, programs, options.rounds, options.seconds)
        print(f"\n{version}, {platform.system()} {platform.machine()}, {processor()}, {os.cpu_count()} cores")
        print(f"{options.rounds} rounds of {options.seconds:g} s; load {os.getloadavg()[0]:.1f}")
        print("\n".join(table(programs, rates, reasons)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
