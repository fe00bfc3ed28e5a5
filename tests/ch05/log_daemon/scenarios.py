"""Programs that log and end, each in an interpreter of its own; and loggers and closers at one log."""

import contextlib
import linecache
import os
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

from grader.worker.stage import Log, attempt, run_together

FILLING = 400  # characters in each line, so that no usual buffer holds them all
LIMIT = 7  # seconds for a program that should take a fraction of one

#: A disk that is so slow that nothing reaches it before the program has come to its end, and then takes its time.
SLOW_DISK = """
import builtins, io, sys, threading, time

tried, ended = threading.Event(), threading.Event()
waited = []


class SlowFile(io.FileIO):
    pauses = [0.3]

    def write(self, data):
        tried.set()
        if threading.current_thread() is threading.main_thread() and not ended.is_set():
            waited.append("log() itself writes to the file")
            ended.set()
        if not ended.wait(3):
            waited.append("log() waits until something is written")
            ended.set()
        if self.pauses:
            time.sleep(self.pauses.pop())
        return super().write(data)


def slow_open(
    file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None, plain=io.open
):
    if isinstance(file, int) or not set(mode) & set("wax+"):
        return plain(file, mode, buffering, encoding, errors, newline, closefd, opener)
    raw = SlowFile(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    if buffering == 0:
        return raw
    size = buffering if buffering > 1 else 1024
    buffered = io.BufferedRandom(raw, size) if "+" in mode else io.BufferedWriter(raw, size)
    if "b" in mode:
        return buffered
    text = io.TextIOWrapper(buffered, encoding, errors, newline, line_buffering=buffering == 1)
    text.mode = mode
    return text


builtins.open = io.open = slow_open
"""

AT_THE_END = """
print(*waited, flush=True)
print(time.time(), flush=True)
ended.set()
"""

#: A thread that is no daemon, and logs when the main thread has ended and everybody has had time to hear of it.
GOES_ON = f"""
def later():
    threading.main_thread().join()
    time.sleep(0.3)
    for number in range(lines, lines + 3):
        log.log(f'line {{number}} ' + {FILLING} * '.')
"""

ENDINGS = {
    "end": AT_THE_END,
    "sys.exit(3)": f"{AT_THE_END}\nsys.exit(3)\n",
    "exception": f"{AT_THE_END}\nraise KeyError('a mistake of the program')\n",
    "idle": AT_THE_END,
    "a thread goes on": f"threading.Thread(target=later).start()\n{AT_THE_END}",
    "close": f"ended.set()\nlog.close()\n{AT_THE_END}",
}


def programs(student, lines, endings):
    """A program for each ending, all at the same time: it logs so many lines and ends. What is left of it?"""
    source = "".join(linecache.getlines(student.__file__))
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(program(source, 0 if how == "idle" else lines, how)) for how in endings]
        return {how: outcome(*each) for how, each in zip(endings, running, strict=True)}


@contextlib.contextmanager
def program(source, lines, how):
    """Start it, in a folder of its own; end it in any case."""
    import subprocess  # the simulated world has none, and needs none

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "log_writer.py").write_text(source, encoding="utf-8")
        log = Path(folder, "log.txt")
        text = (
            f"{SLOW_DISK}\nfrom log_writer import LogWriter\nlog, lines = LogWriter({str(log)!r}), {lines}\n"
            f"{GOES_ON}\nfor number in range(lines):\n    log.log(f'line {{number}} ' + {FILLING} * '.')\n"
            f"    if number in (0, 50):\n        tried.wait(0.1)\n{ENDINGS[how]}"
        )
        Path(folder, "program.py").write_text(text, encoding="utf-8")
        process = subprocess.Popen(
            [sys.executable, "program.py"],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        with process:
            try:
                yield process, log, time.monotonic() + LIMIT
            finally:
                process.kill()


def outcome(process, log, late):
    """Exit code (None: it does not end), how long the end took, what was printed, what the log says."""
    import subprocess

    try:
        printed, errors = process.communicate(timeout=max(0.1, late - time.monotonic()))
        code, end = process.returncode, time.time()
    except subprocess.TimeoutExpired:
        process.kill()
        printed, errors = process.communicate()
        code, end = None, time.time()
    waited, _, ended = printed.strip("\n").rpartition("\n")
    written = log.read_text(encoding="utf-8").replace(FILLING * ".", "").split("\n") if log.exists() else [""]
    return {
        "code": code,
        "seconds": end - float(ended) if ended else -1.0,
        "waited": waited.strip(),
        "errors": errors.strip().splitlines()[-3:],
        "lines": written[:-1],
        "rest": written[-1],
    }


def fresh_path():
    """A path in the working folder where there is nothing."""
    path = os.path.abspath("log-of-one-run.txt")
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)
    return path


def lines_of(path):
    """The lines of a file that need not be there, each as it ends."""
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="\n") as file:
        return file.readlines()


def one_thread(student):
    """What one thread gets from log and close, and what is in the file."""
    path = fresh_path()
    writer = student.LogWriter(path)
    answers = [attempt(writer.log, line) for line in ("first", "two\nlines", "", "\u00fcber", "last\n")]
    answers.append(attempt(writer.close))
    found = lines_of(path)
    answers += [attempt(writer.close), attempt(writer.log, "late")]
    second = student.LogWriter(path)
    second.log("second log")
    second.close()
    return {"answers": answers, "found": found, "later": lines_of(path)}


def closing(student, plan, closers):
    """Loggers, each with its lines, and closers. What was refused, and what was in the file after each close?"""
    path = fresh_path()
    writer = student.LogWriter(path)
    refused, seen = Log(), Log()

    def logger(lines):
        for line in lines:
            answer = attempt(writer.log, line)
            if answer != {"value": None}:
                refused(line, answer.get("raised", "something returned"))

    def closer():
        writer.close()
        seen(lines_of(path))

    run_together(*[partial(logger, lines) for lines in plan], *[closer] * closers)
    late = attempt(writer.log, "late")
    writer.close()
    return {
        "refused": refused.events,
        "seen": [lines for [lines] in seen.events],
        "late": late.get("raised"),
        "found": lines_of(path),
    }
