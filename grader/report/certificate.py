"""What a course author reads: who caught which mutant, what is off, the certificate."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Final

from rich.text import Text

from grader.report.plain import one_line, printable
from grader.report.screen import make_table
from grader.report.words import plural
from grader.results import Catch, Certificate, Variant, Verification, all_problems

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rich.console import Console


_RIGHT: Final = frozenset({"reference", "accepted"})


def variant_text(variant: Variant) -> str:
    """One line about one file: ok, or what is off; for a mutant, who caught it and how."""
    if variant.problems:
        return f"NOT OK: {one_line(' '.join(variant.problems))}"
    if variant.role == "stub":
        return f"fails as it should: {_catch_text(variant.caught_by[:1])}"
    if variant.role == "mutant":
        named = [catch for catch in variant.caught_by if catch.check.partition("[")[0] in variant.meant_for]
        return f"caught by {_catch_text(named)}"
    return "passes"


def _catch_text(catches: Sequence[Catch]) -> str:
    return ", ".join(_one_catch(catch) for catch in catches) or "nothing"


def _one_catch(catch: Catch) -> str:
    kind = catch.failure or catch.status
    after = f" after {plural(catch.first, 'execution')}" if catch.first is not None else ""
    return one_line(f"{catch.check} ({kind}{after})")


def print_verification(console: Console, verification: Verification, *, stray: Sequence[str]) -> None:
    """Every mutant with its catcher, everything that is off, and the table at the end."""
    for certificate in verification.exercises:
        console.print(Text(one_line(certificate.exercise), style="bold"))
        for variant in certificate.variants:
            label = variant.role if variant.role in {"stub", "reference"} else f"{variant.role} {variant.name}"
            style = "red" if variant.problems else ""
            console.print(Text(f"  {one_line(label)}: {variant_text(variant)}", style=style))
        console.print()
    _print_table(console, verification.exercises)
    problems = [f"{c.exercise}: {problem}" for c in verification.exercises for problem in all_problems(c)]
    problems += stray
    console.print()
    if not problems:
        console.print(Text("Everything is as it should be.", style="green"))
        return
    console.print(Text(f"{plural(len(problems), 'thing')} to mend:", style="red"))
    for problem in problems:
        console.print(Text(f"- {printable(problem)}"))


def _print_table(console: Console, certificates: Sequence[Certificate]) -> None:
    counts = ("mutants", "median", "worst", "right", "tried", "time")
    table = make_table("exercise", "stub", *counts, right=counts, fold="exercise")
    for certificate in certificates:
        first = _executions(certificate)
        table.add_row(
            Text(one_line(certificate.exercise)),
            _mark(certificate, "stub", good="fails"),
            Text(_count(certificate, {"mutant"})),
            Text(f"{median(first):g}" if first else "-"),
            Text(f"{max(first)}" if first else "-"),
            Text(_count(certificate, _RIGHT)),
            Text(f"{_tried(certificate):,}"),
            Text(f"{sum(variant.seconds for variant in certificate.variants):.1f}"),
        )
    console.print(table)
    console.print(Text("median, worst: executions until a check named for a mutant caught it."))
    console.print(Text("right: the reference and the accepted answers; tried: executions of these, none failed."))


def _mark(certificate: Certificate, role: str, *, good: str) -> Text:
    ok = all(not variant.problems for variant in certificate.variants if variant.role == role)
    return Text(good, style="green") if ok else Text("NOT OK", style="red")


def _count(certificate: Certificate, roles: Collection[str]) -> str:
    mine = [variant for variant in certificate.variants if variant.role in roles]
    return f"{sum(not variant.problems for variant in mine)}/{len(mine)}"


def _tried(certificate: Certificate) -> int:
    right = [v for v in certificate.variants if v.role in _RIGHT and not v.problems]
    return sum(variant.executions for variant in right)


def _executions(certificate: Certificate) -> list[int]:
    """For each mutant that was caught as its docstring says, under each seed: how many executions it took."""
    counts = []
    for variant in certificate.variants:
        if variant.role != "mutant" or variant.problems:
            continue
        named = [catch for catch in variant.caught_by if catch.check.partition("[")[0] in variant.meant_for]
        if any(catch.repeats for catch in named):
            counts += [count for catch in named for count in catch.repeats if count > 0]
        else:
            first = [catch.first for catch in named if catch.first is not None]
            counts += [max(first)] if first else []
    return counts
