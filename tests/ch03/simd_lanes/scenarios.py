"""A vector unit whose numbers nobody else can read, and arrays for NumPy."""

import importlib.util
import sys
from functools import partial
from itertools import pairwise

from grader.worker.stage import attempt


def sealed(name):
    """What every operation on a sealed number does."""

    def refuse(*_):
        raise TypeError(f"a sealed number cannot be used here ({name}): give it to the vector unit")

    return refuse


OPERATIONS = (
    "lt le gt ge eq ne hash add radd iadd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod",
    "divmod rdivmod pow rpow neg pos abs invert and rand or ror xor rxor lshift rlshift rshift rrshift bool int float",
    "complex index round trunc floor ceil format str iter len getitem contains reduce reduce_ex",
)

Sealed = type(
    "Sealed",
    (),
    {
        "__slots__": (),
        **{f"__{name}__": sealed(name) for line in OPERATIONS for name in line.split()},
        "__repr__": lambda _: "<sealed>",
    },
)


class Mask:
    """What greater gives; what it says is known to its vector unit only."""

    __slots__ = ()


def vector_unit(lanes):
    """A vector unit, and with it: how to seal numbers, how to open them, and the list of its instructions."""
    keep, numbers, masks, done = [], {}, {}, []

    def seal(value):
        one = Sealed()
        keep.append(one)  # so that its id stays its own
        numbers[id(one)] = value
        return one

    def values(operand):
        if type(operand) is not list or len(operand) != lanes:
            size = f"{len(operand)} elements" if isinstance(operand, list) else "no list"
            raise ValueError(f"the unit takes a list of {lanes} sealed numbers, this has {size}")
        if not all(id(one) in numbers for one in operand):
            raise ValueError("the unit takes sealed numbers only")
        return [numbers[id(one)] for one in operand]

    class VectorUnit:
        """What the student gets."""

        __slots__ = ()

        @property
        def lanes(self):
            return lanes

        def add(self, a, b):
            done.append("add")
            return [seal(x + y) for x, y in zip(values(a), values(b), strict=True)]

        def greater(self, a, b):
            done.append("greater")
            mask = Mask()
            keep.append(mask)
            masks[id(mask)] = [x > y for x, y in zip(values(a), values(b), strict=True)]
            return mask

        def select(self, mask, a, b):
            done.append("select")
            if id(mask) not in masks:
                raise ValueError("select takes a mask that greater has given")
            chosen = zip(masks[id(mask)], values(a), values(b), strict=True)
            return [seal(x if yes else y) for yes, x, y in chosen]

    def unseal(result):
        if type(result) is not list:
            return f"no list but a {type(result).__name__}"
        return [numbers.get(id(one), "not sealed") for one in result]

    return VectorUnit(), seal, unseal, done


def outcome(unseal, done, function, *args):
    """The opened result or the error with its text, and what it took."""
    try:
        result = {"value": unseal(function(*args))}
    except Exception as error:
        result = {"raised": type(error).__name__, "text": str(error)[:200]}
    return {**result, "instructions": len(done), "kinds": sorted(set(done))}


def add(student, cases):
    """add_arrays for each (lanes, a, b), and whether the operands are as they were."""
    return [one_add(student, *case) for case in cases]


def one_add(student, lanes, a, b):
    unit, seal, unseal, done = vector_unit(lanes)
    one, other = [seal(x) for x in a], [seal(x) for x in b]
    given = [id(x) for x in one], [id(x) for x in other]
    seen = outcome(unseal, done, student.add_arrays, unit, one, other)
    return {**seen, "unchanged": given == ([id(x) for x in one], [id(x) for x in other])}


def clamp(student, cases):
    """clamp for each (lanes, a, limit), and whether the operand is as it was."""
    return [one_clamp(student, *case) for case in cases]


def one_clamp(student, lanes, a, limit):
    unit, seal, unseal, done = vector_unit(lanes)
    numbers = [seal(x) for x in a]
    given = [id(x) for x in numbers]
    seen = outcome(unseal, done, student.clamp, unit, numbers, seal(limit))
    return {**seen, "unchanged": given == [id(x) for x in numbers]}


def numpy_is_there(_student):
    """Whether NumPy can be imported at all."""
    return importlib.util.find_spec("numpy") is not None


def numpy_sums(student, cases):
    """add_numpy for each pair of lists: a list again, or the error."""
    import numpy as np  # only here: numpy_is_there is asked first

    seen = []
    for a, b, kind in cases:
        one, other = np.array(a, dtype=kind), np.array(b, dtype=kind)
        result = attempt(student.add_numpy, one, other)
        if "value" in result:
            array = result["value"]
            fresh = isinstance(array, np.ndarray) and not any(np.shares_memory(array, x) for x in (one, other))
            result = {"value": array.tolist() if isinstance(array, np.ndarray) else "no array", "new": fresh}
        seen.append({**result, "unchanged": one.tolist() == a and other.tolist() == b})
    return seen


def numpy_steps(student, sizes):
    """How many bytecodes of the student's file run for arrays of these sizes, and the names that it uses."""
    import numpy as np  # only here: numpy_is_there is asked first

    steps = []
    for size in sizes:
        count = [0]
        array = np.arange(size)
        before = sys.gettrace()
        sys.settrace(partial(step, student.__file__, count))
        try:
            student.add_numpy(array, array)
        finally:
            sys.settrace(before)
        steps.append(count[0])
    return {"steps": steps, "more": [b - a for a, b in pairwise(steps)], "names": sorted(names(student))}


def step(file, count, frame, event, _):
    if frame.f_code.co_filename != file:
        return None
    frame.f_trace_opcodes = True
    if event == "opcode":
        count[0] += 1
    return partial(step, file, count)


def names(student):
    """Every name that the code of add_numpy uses, with what is defined inside it and the student's own helpers."""
    todo, done, seen = [getattr(student.add_numpy, "__code__", None)], set(), set()
    while todo:
        code = todo.pop()
        if code is None or code in done:
            continue
        done.add(code)
        seen.update(code.co_names)
        todo += [const for const in code.co_consts if isinstance(const, type(code))]
        helpers = [vars(student).get(name) for name in code.co_names]
        todo += [helper.__code__ for helper in helpers if isinstance(helper, type(names))]
    return seen
