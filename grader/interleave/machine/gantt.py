"""A timeline as text: a row for each task, time from left to right. Touches only plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.interleave.machine.model import LOSSES, Slice, TaskReport, Timeline

#: What a cell shows of waiting, and what it means.
LETTERS = {
    "core": "c",
    "gil": "g",
    "lock": "l",
    "wait": "w",
    "io": "i",
    "sleep": "s",
    "join": "j",
}
MEANINGS = {
    "core": "waits for a core",
    "gil": "for the GIL",
    "lock": "for a lock",
    "wait": "for a condition or queue",
    "io": "for I/O",
    "sleep": "sleeps",
    "join": "joins",
}
#: A cell in which a task computes, by the eighths of its time that it does.
_BLOCKS, _ASCII = "\u2591\u2592\u2593\u2588", "-+*#"
_MOST_ROWS = 16


def render_gantt(timeline: Timeline, width: int = 80, *, ascii_only: bool = False) -> str:
    """The chart and its legend, no line longer than `width` (at least 60). Names are cut, not wrapped."""
    tasks = timeline.tasks
    shown = tasks if len(tasks) <= _MOST_ROWS else tasks[: _MOST_ROWS - 1]
    label = min(18, max([len(printable(task.name)) for task in shown] + [5]))
    cells = max(width, 60) - label - 15
    by_task: dict[str, list[Slice]] = {}
    for each in timeline.slices:
        by_task.setdefault(each.task, []).append(each)
    shades = _ASCII if ascii_only else _BLOCKS
    bar = "|" if ascii_only else "\u2502"
    lines = [_axis(timeline, label, cells)]
    for task in shown:
        row = "".join(_cell(shares, shades) for shares in shares(by_task.get(task.name, []), timeline.end, cells))
        lines.append(f"{cut(printable(task.name), label)} {bar}{row}{bar} {_amount(task)}".rstrip())
    if len(shown) < len(tasks):
        lines.append(f"... and {len(tasks) - len(shown)} more tasks")
    if timeline.cut:
        lines.append("(the record of slices was full: the right end of the rows may be empty)")
    return "\n".join([*lines, *_legend(timeline, shades, width)])


def printable(text: str) -> str:
    """The text without characters that move the cursor."""
    return "".join(c if c.isprintable() else "?" for c in text)


def cut(text: str, width: int) -> str:
    """The text in exactly `width` characters; what is too long loses its middle (names differ at their ends)."""
    half = (width - 2) // 2
    return text.ljust(width) if len(text) <= width else f"{text[: width - 2 - half]}..{text[-half:]}"


def _axis(timeline: Timeline, label: int, cells: int) -> str:
    cores = f"{timeline.cores} core{'' if timeline.cores == 1 else 's'}"
    build = f"{cores}, GIL" if timeline.gil else f"{cores}, no GIL"
    end = seconds(timeline.end)
    middle = build.center(max(0, cells - 4 - len(end)))
    return f"{' ' * label} 0 s{middle[1:]}{end}".ljust(label + cells + 3) + " CPU"


def seconds(value: float) -> str:
    """A length of time for a person: "0 s", "1.25 s", "0.005 s"; rounded to a millionth."""
    return f"{value:.6f}".rstrip("0").rstrip(".") + " s"


def _amount(task: TaskReport) -> str:
    return f"{seconds(task.cpu):>9}" if len(seconds(task.cpu)) <= 10 else f"{task.cpu:.4g} s"


def shares(slices: Sequence[Slice], end: float, cells: int) -> Iterator[dict[str, float]]:
    """For each cell, the share of its time that the task spent in each state."""
    bins: list[dict[str, float]] = [{} for _ in range(cells)]
    if end > 0:
        for each in slices:
            first = each.start / end * cells
            last = each.end / end * cells
            number = int(first)
            while number < cells and number < last:
                share = min(last, number + 1) - max(first, number)
                bins[number][each.what] = bins[number].get(each.what, 0.0) + share
                number += 1
    yield from bins


def _cell(shares: dict[str, float], shades: str) -> str:
    computing = shares.get("crunch", 0.0) + shares.get("spin", 0.0)
    if computing >= 1 / 8:
        if shares.get("spin", 0.0) > shares.get("crunch", 0.0):
            return "!"
        # The tiny amount makes up for rounding: the same cell on every machine.
        return shades[min(3, int(computing * 4 - 0.5 + 1e-9))]
    waiting = {what: share for what, share in shares.items() if what in LETTERS}
    if not waiting:
        return " " if not shares else shades[0]
    return LETTERS[max(waiting, key=lambda what: (round(waiting[what], 6), -LOSSES.index(what)))]


def _legend(timeline: Timeline, shades: str, width: int) -> list[str]:
    states = {each.what for each in timeline.slices}
    words = [f"{shades[3]} computes"]
    if any(state in states for state in ("core", "gil")):
        words[0] += f" ({shades[2]}{shades[1]}{shades[0]} part of the time)"
    if "spin" in states:
        words.append("! computes in vain, waiting in a loop")
    words += [f"{LETTERS[loss]} {MEANINGS[loss]}" for loss in LOSSES if loss in states]
    words.append(f"cores busy {timeline.utilisation:.0%}")
    lines = [""]
    for word in words:
        joined = f"{lines[-1]}; {word}" if lines[-1] else word
        if len(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return lines
