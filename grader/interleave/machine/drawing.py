"""A timeline as an SVG element to put into a page: self-contained, escaped, no script. Touches only plain data."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from grader.interleave.machine.gantt import MEANINGS, cut, printable, seconds, shares
from grader.interleave.machine.model import LOSSES, Slice, Timeline

#: Told apart by people who see colours differently, and in print by their lightness.
COLOURS = {
    "crunch": "#0072b2",
    "spin": "#d55e00",
    "core": "#e8d9a8",
    "gil": "#f0c4dc",
    "lock": "#f4b6a0",
    "wait": "#dddddd",
    "io": "#c5e3f2",
    "sleep": "#e6e6e6",
    "join": "#f2f2f2",
}
_COLUMNS, _CELL, _ROW, _BAR, _LABEL = 300, 2, 22, 16, 130
_MOST_ROWS = 64


def render_svg(timeline: Timeline) -> str:
    """One `<svg>` element, about 750 pixels wide: a row for each task, computing in strong colours, waiting in weak.

    How far the strong colour reaches up tells which part of that time the task computed.
    """
    tasks = timeline.tasks[:_MOST_ROWS]
    by_task: dict[str, list[Slice]] = {}
    for each in timeline.slices:
        by_task.setdefault(each.task, []).append(each)
    height = _ROW * (len(tasks) + 3)
    build = f"{timeline.cores} core{'' if timeline.cores == 1 else 's'}, {'GIL' if timeline.gil else 'no GIL'}"
    title = f"{build}: {seconds(timeline.makespan)}, cores busy {timeline.utilisation:.0%}"
    size = f'width="{_LABEL + _COLUMNS * _CELL + 20}" height="{height}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="sans-serif" font-size="12">',
        f"<title>{escape(title)}</title>",
        f'<text x="{_LABEL}" y="14" fill="currentColor">{escape(title)}</text>',
    ]
    for number, task in enumerate(tasks):
        top = _ROW * (number + 1)
        name, short = printable(task.name), cut(printable(task.name), 18).rstrip()
        lines.append(f'<text x="0" y="{top + 13}" fill="currentColor">{escape(short)}</text>')
        losses = "".join(f", {MEANINGS[loss]} {seconds(task.lost[loss])}" for loss in LOSSES if task.lost.get(loss))
        lines.append(f"<g><title>{escape(f'{name}: computes {seconds(task.cpu)}{losses}')}</title>")
        lines += _bars(list(shares(by_task.get(task.name, []), timeline.end, _COLUMNS)), top)
        lines.append("</g>")
    lines += _legend(timeline, _ROW * (len(tasks) + 1) + 14)
    return "\n".join([*lines, "</svg>"])


def _bars(cells: list[dict[str, float]], top: int) -> Iterator[str]:
    """Rectangles of a row, equal neighbours joined."""
    start = 0
    for number in range(1, len(cells) + 1):
        if number < len(cells) and _look(cells[number]) == _look(cells[start]):
            continue
        waiting, computing, share = _look(cells[start])
        x, width = _LABEL + start * _CELL, (number - start) * _CELL
        if waiting:
            yield f'<rect x="{x}" y="{top}" width="{width}" height="{_BAR}" fill="{COLOURS[waiting]}"/>'
        if share:
            full = max(1, _BAR * share // 8)
            yield f'<rect x="{x}" y="{top + _BAR - full}" width="{width}" height="{full}" fill="{COLOURS[computing]}"/>'
        start = number


def _look(cell: dict[str, float]) -> tuple[str, str, int]:
    """What a cell shows: the wait that takes most of it, how it computes, and how many eighths of it it does."""
    waits = [loss for loss in LOSSES if cell.get(loss, 0.0) > 1e-9]
    waiting = max(waits, key=lambda loss: round(cell[loss], 6), default="")
    computing = cell.get("crunch", 0.0) + cell.get("spin", 0.0)
    kind = "spin" if cell.get("spin", 0.0) > cell.get("crunch", 0.0) else "crunch"
    return waiting, kind, min(8, int(computing * 8 + 0.5 + 1e-9))


def _legend(timeline: Timeline, y: int) -> Iterator[str]:
    states = {each.what for each in timeline.slices}
    words = {"crunch": "computes", "spin": "waits in a loop", **MEANINGS}
    x = 0
    for state, word in words.items():
        if state in states:
            yield f'<rect x="{x}" y="{y - 10}" width="12" height="12" fill="{COLOURS[state]}"/>'
            yield f'<text x="{x + 16}" y="{y}" fill="currentColor">{escape(word)}</text>'
            x += 30 + 7 * len(word)
