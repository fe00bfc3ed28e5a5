"""Costs against a count that is made here, and placements that no other one beats."""

from __future__ import annotations

import itertools
import random

import pytest

from grader.checks import call

#: Nodes 0 and 1 share page "p"; page "q" is used by node 1 only and lives at node 0.
SMALL = [[0, "p"], [1, "p"], [1, "p"], [0, "p"], [1, "q"], [1, "q"], [1, "q"]]
HOME = {"p": 0, "q": 0, "unused": 1}
STEPS = {  # what each access of SMALL costs with local 1 and remote 4
    "UMA": [4, 4, 4, 4, 4, 4, 4],
    "NUMA": [1, 4, 4, 1, 4, 4, 4],
    "COMA": [1, 4, 1, 4, 4, 1, 1],
}


def cost(model, trace, home, local=1, remote=4) -> int:
    lives, total = dict(home), 0
    for node, page in trace:
        total += local if model != "UMA" and lives[page] == node else remote
        if model == "COMA":
            lives[page] = node
    return total


def best_places(trace, nodes):
    """By trying all: the cheapest homes, of these the ones with the lowest nodes."""
    pages = sorted({page for _, page in trace})
    tried = (dict(zip(pages, homes, strict=True)) for homes in itertools.product(range(nodes), repeat=len(pages)))
    return min(tried, key=lambda homes: cost("NUMA", trace, homes))


def shown(trace) -> str:
    return ", ".join(f"{node}:{page}" for node, page in trace)


def judge_costs(submission, cases) -> None:
    for case, seen in zip(cases, call(submission, "costs", cases).value, strict=True):
        model, trace, home, prices = case
        expected = cost(model, trace, home, *prices)
        what = f"{model}, home {home}, prices {prices or 'as given'}, accesses {shown(trace)}"
        if seen.get("value") != expected or type(seen.get("value")) is not int:
            pytest.fail(f"{what}: the cost is {expected}, not {seen.get('value', seen.get('raised'))}.", pytrace=False)
        if not seen["unchanged"]:
            pytest.fail(f"{what}: the home that was handed over has been changed.", pytrace=False)


def judge_places(submission, cases) -> None:
    for (trace, nodes), seen in zip(cases, call(submission, "places", cases).value, strict=True):
        expected = best_places(trace, nodes)
        if seen == {"value": expected}:
            continue
        gave = seen.get("value", seen.get("raised"))
        text = f"{nodes} nodes, accesses {shown(trace)}: the best homes are {expected}, not {gave}."
        if isinstance(gave, dict) and gave.keys() == expected.keys():
            dear, cheap = cost("NUMA", trace, gave), cost("NUMA", trace, expected)
            text += (
                f" (They cost {cheap}, yours {dear}.)" if dear != cheap else " (They cost the same; take lower nodes.)"
            )
        pytest.fail(text, pytrace=False)


@pytest.mark.points(3)
def test_a_small_trace_in_three_models(submission):
    for model, steps in STEPS.items():
        seen = call(submission, "costs", [[model, SMALL, HOME, []]]).value[0]
        if seen.get("value") != sum(steps):
            pytest.fail(
                f"{model}, home {HOME}, local 1, remote 4, accesses {shown(SMALL)}:\n"
                f"they cost {' + '.join(map(str, steps))} = {sum(steps)}, not {seen.get('value', seen.get('raised'))}.",
                pytrace=False,
            )
    judge_costs(submission, [[model, SMALL, HOME, [2, 7]] for model in STEPS])


@pytest.mark.points(2)
def test_pages_live_where_they_are_used_most(submission):
    judge_places(submission, [[[[0, "p"], [1, "p"], [1, "p"], [0, "q"]], 2], [[[2, "p"], [1, "p"]], 3]])


@pytest.mark.hidden
@pytest.mark.points(2)
def test_any_trace(submission):
    source = random.Random(9)
    cases = []
    for _ in range(100):
        nodes, pages = source.randint(1, 4), "pqrs"[: source.randint(1, 4)]
        trace = [[source.randrange(nodes), source.choice(pages)] for _ in range(source.randint(0, 12))]
        home = {page: source.randrange(nodes) for page in pages}
        prices = source.choice([[], [1, 10], [0, 3], [5, 5], [2]])
        cases += [[model, trace, home, prices] for model in ("UMA", "NUMA", "COMA")]
    judge_costs(submission, cases)


@pytest.mark.hidden
@pytest.mark.points(2)
def test_no_placement_is_cheaper(submission):
    source = random.Random(10)
    cases = [[[], 2], [[[0, "p"]], 3], [[[1, "a"], [0, "b"], [1, "b"], [2, "b"], [2, "a"]], 3]]
    for _ in range(120):
        nodes, pages = source.randint(1, 3), "pqrs"[: source.randint(1, 4)]
        length = source.randint(1, 14)
        cases.append([[[source.randrange(nodes), source.choice(pages)] for _ in range(length)], nodes])
    judge_places(submission, cases)


@pytest.mark.hidden
@pytest.mark.points(1)
def test_errors(submission):
    wrong = [[model, trace, {"p": 0}, []] for model in ("numa", "NORMA", "") for trace in ([], [[0, "p"]])]
    unknown = [[model, [[0, "p"], [1, "lost"]], {"p": 0}, []] for model in ("UMA", "NUMA", "COMA")]
    seen = call(submission, "costs", [*wrong, *unknown]).value
    for (model, trace, _, _), one in zip([*wrong, *unknown], seen, strict=True):
        name = "ValueError" if model not in STEPS else "KeyError"
        why = "no such model" if name == "ValueError" else "page lost has no home"
        if one.get("raised") != name:
            gave = one.get("raised", one.get("value"))
            pytest.fail(f"{model!r}, accesses {shown(trace) or 'none'}: {why}, so {name}; here {gave}.", pytrace=False)
        if not one["unchanged"]:
            pytest.fail(f"{model!r}: the home that was handed over has been changed.", pytrace=False)
