"""The linearizability check on hand-written histories."""

import itertools
import random

import pytest

from grader.interleave.detectors.linearizability import MalformedHistory, linearize, parse_history


class InsufficientFunds(Exception):
    pass


class Account:
    def __init__(self, balance=100):
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount
        return self.balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds
        self.balance -= amount
        return self.balance

    def peek(self):
        return self.balance


def op(task, name, args, invoked, returned, result=None):
    return {"task": task, "name": name, "args": args, "invoked": invoked, "returned": returned, "result": result}


def judge(*events, model=Account):
    return linearize(parse_history(list(events)), model)


def test_empty_history():
    assert judge().found


def test_sequential_history_that_fits():
    verdict = judge(op("A", "deposit", [1], 0, 1, {"value": 101}), op("A", "peek", [], 2, 3, {"value": 101}))
    assert verdict.found
    assert [operation.name for operation in verdict.order] == ["deposit", "peek"]


def test_overlapping_calls_may_go_either_way():
    verdict = judge(
        op("A", "withdraw", [70], 0, 3, {"raised": "InsufficientFunds"}), op("B", "withdraw", [50], 1, 2, {"value": 50})
    )
    assert [operation.task for operation in verdict.order] == ["B", "A"]


def test_calls_that_do_not_overlap_keep_their_order():
    verdict = judge(
        op("A", "withdraw", [70], 0, 1, {"raised": "InsufficientFunds"}), op("B", "withdraw", [50], 2, 3, {"value": 50})
    )
    assert not verdict.found
    assert verdict.order == ()
    assert str(verdict.misfit) == "A: withdraw(70) raised InsufficientFunds"
    assert verdict.expected == "return 30"


def test_a_lost_update_has_no_order():
    verdict = judge(op("A", "deposit", [1], 0, 3, {"value": 101}), op("B", "deposit", [2], 1, 2, {"value": 102}))
    assert not verdict.found
    assert len(verdict.order) == 1
    assert "No order of the calls explains all answers" in verdict.explain()
    assert "but in this order it would return" in verdict.explain()


def test_an_exception_counts_by_its_name():
    assert not judge(op("A", "withdraw", [101], 0, 1, {"raised": "ValueError"})).found
    assert not judge(op("A", "withdraw", [101], 0, 1, {"value": None})).found
    assert judge(op("A", "withdraw", [101], 0, 1, {"raised": "InsufficientFunds"})).found


@pytest.mark.parametrize("seen", [100, 101])
def test_a_pending_call_may_have_happened_or_not(seen):
    assert judge(op("A", "deposit", [1], 0, None), op("B", "peek", [], 1, 2, {"value": seen})).found


def test_a_pending_call_does_not_happen_before_it_was_made():
    assert not judge(op("B", "peek", [], 0, 1, {"value": 101}), op("A", "deposit", [1], 2, None)).found


def test_a_model_may_give_its_own_key():
    class Register:
        calls = 0

        def __init__(self):
            self.value = 0
            self.noise = object()

        def key(self):
            Register.calls += 1
            return self.value

        def write(self, value):
            self.value = value

    events = [op(name, "write", [1], 0, 10, {"value": None}) for name in "ABCDEF"]
    assert judge(*events, model=Register).found
    assert Register.calls


def test_configurations_are_looked_at_once():
    asked = itertools.count()

    class Counter:
        def __init__(self):
            self.n = 0

        def add(self):
            next(asked)
            self.n += 1

        def read(self):
            return self.n

    events = [op(f"T{i}", "add", [], 0, 100, {"value": None}) for i in range(12)]
    assert not judge(*events, op("R", "read", [], 101, 102, {"value": -1}), model=Counter).found
    # 2**12 sets of additions, each extended by at most 12; without the memory it would be 12! orders.
    assert next(asked) <= 12 * 2**12


@pytest.mark.parametrize(
    "data",
    [
        None,
        "history",
        [1],
        [{}],
        [op("A", "peek", [], 0, 1)],
        [op("A", "peek", [], "0", 1, {"value": 1})],
        [op("A", "peek", [], 0, 1, {"value": 1, "raised": "X"})],
        [op("A", "peek", [], 0, None, {"value": 1})],
        [op("A", "__init__", [], 0, 1, {"value": 1})],
        [op("A", "peek", None, 0, 1, {"value": 1})],
    ],
)
def test_what_is_no_history(data):
    with pytest.raises(MalformedHistory):
        parse_history(data)


def test_an_operation_that_the_model_has_not():
    with pytest.raises(MalformedHistory, match="no operation 'steal'"):
        judge(op("A", "steal", [], 0, 1, {"value": 1}))


class Cell:
    def __init__(self):
        self.value = 0

    def write(self, value):
        self.value = value

    def read(self):
        return self.value


def random_history(choose: random.Random):
    """Up to five overlapping calls on a cell, with answers that may be right or wrong."""
    size = choose.randint(0, 5)
    times = choose.sample(range(2 * size), 2 * size)
    events = []
    for index in range(size):
        start, end = sorted(times[2 * index : 2 * index + 2])
        if choose.random() < 0.5:
            events.append(op(f"T{index}", "write", [choose.randint(0, 2)], start, end, {"value": None}))
        else:
            events.append(op(f"T{index}", "read", [], start, end, {"value": choose.randint(0, 2)}))
    return events


def brute_force(history):
    for order in itertools.permutations(history):
        if any(b.returned < a.invoked for i, a in enumerate(order) for b in order[i + 1 :]):
            continue
        cell = Cell()
        if all({"value": getattr(cell, each.name)(*each.args)} == each.result for each in order):
            return True
    return False


def test_agrees_with_trying_every_order():
    choose = random.Random(6)
    verdicts = set()
    for _ in range(400):
        history = parse_history(random_history(choose))
        found = linearize(history, Cell).found
        assert found == brute_force(history), history
        verdicts.add((len(history), found))
    assert len(verdicts) >= 9  # histories of every size, of both kinds


class Store:
    """A map with a part for each key."""

    def __init__(self):
        self.items = {}

    @staticmethod
    def part(name, args):
        return args[0] if name in {"put", "get"} else None

    def put(self, key, value):
        self.items[key] = value

    def get(self, key):
        return self.items.get(key)

    def size(self):
        return len(self.items)


class WholeStore(Store):
    part = None


def random_store_history(choose: random.Random, size: int, keys: str, tasks: int, pending: float = 0.0, lies=0.2):
    """Calls on a real map, each taking effect somewhere between its two times; some answers are lies."""
    store, moments = Store(), []
    for task in range(tasks):
        at = choose.random()
        for _ in range(size // tasks):
            begin, effect, end = sorted(at + choose.random() for _ in range(3))
            moments.append((effect, begin, end, f"T{task}"))
            at = end + choose.random() / 10
    times = sorted(t for _, begin, end, _ in moments for t in (begin, end))
    events = []
    for _, begin, end, task in sorted(moments):
        key, value = choose.choice(keys), choose.randint(0, 2)
        name, args = choose.choice([("put", [key, value]), ("get", [key])])
        answer = getattr(store, name)(*args)
        if name == "get" and choose.random() < lies:
            answer = choose.randint(0, 2)
        lost = choose.random() < pending
        ends, result = (None, None) if lost else (times.index(end), {"value": answer})
        events.append(op(task, name, args, times.index(begin), ends, result))
    return parse_history(events)


def explains(order):
    """Whether a map that gets the calls in this order answers as they were answered."""
    store = Store()
    for each in order:
        answer = {"value": getattr(store, each.name)(*each.args)}
        if each.result is not None and each.result != answer:
            return False
    return True


def keeps_time(order):
    return not any(
        b.returned is not None and b.returned < a.invoked for i, a in enumerate(order) for b in order[i + 1 :]
    )


def brute_force_store(history):
    """Every subset of the pending calls, every order."""
    certain = [each for each in history if each.returned is not None]
    pending = [each for each in history if each.returned is None]
    for count in range(len(pending) + 1):
        for chosen in itertools.combinations(pending, count):
            for order in itertools.permutations([*certain, *chosen]):
                if keeps_time(order) and explains(order):
                    return True
    return False


def test_parts_and_pending_calls_agree_with_trying_every_order():
    choose = random.Random(9)
    verdicts = {True: 0, False: 0}
    for _ in range(150):
        history = random_store_history(choose, 6, "ab", 3, pending=0.2, lies=0.4)
        found = linearize(history, Store)
        assert found.found == brute_force_store(history) == linearize(history, WholeStore).found, history
        verdicts[found.found] += 1
        if found.found:
            assert keeps_time(found.order)
            assert explains(found.order)
    assert min(verdicts.values()) >= 20


def test_an_operation_on_all_parts_joins_them():
    events = [op("A", "put", ["a", 1], 0, 1, {"value": None}), op("B", "put", ["b", 1], 2, 3, {"value": None})]
    assert not judge(*events, op("C", "size", [], 4, 5, {"value": 1}), model=Store).found
    assert judge(*events, op("C", "size", [], 4, 5, {"value": 2}), model=Store).found


def asked(history):
    """How many calls of the model a verdict takes."""
    count = itertools.count()

    class Counting(Store):
        def __deepcopy__(self, memo):
            next(count)
            made = Counting()
            made.items = dict(self.items)
            return made

    verdict = linearize(history, Counting)
    return verdict, next(count)


@pytest.mark.parametrize(("size", "tasks", "most"), [(12, 3, 40), (60, 3, 200)])
def test_long_histories_take_few_calls_of_the_model(size, tasks, most):
    """Counted in calls, not in seconds: the same on every machine."""
    choose = random.Random(4)
    for _ in range(10):
        for lies in (0.0, 0.1):
            verdict, calls = asked(random_store_history(choose, size, "abc", tasks, lies=lies))
            assert calls <= most
            assert verdict.found or lies
