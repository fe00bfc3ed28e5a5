"""Which list operations can be torn?

Two tasks, A and B, run the same snippet at the same time, once each. L and D are a list and a dict that both use;
x is "a" for task A and "b" for task B; everything else belongs to one task alone.

    name                  snippet                                    before
    append                L.append(x)                                L = []
    extend_list           L.extend([x, x])                           L = []
    extend_generator      L.extend(x for _ in range(2))              L = []
    pop                   y = L.pop()                                L = [1, 2]
    item_read             y = L[0]                                   L = [1, 2]
    slice_assign          L[0:2] = [x, x]                            L = [1, 2]
    sort_ints             L.sort()                                   L = [3, 1, 2]
    item_add              L[0] += 1                                  L = [0]
    append_then_len       L.append(x); n = len(L)                    L = []
    test_then_append      if "z" not in L: L.append("z")             L = []
    dict_store            D["k"] = x                                 D = {}
    dict_update           D.update({"left": x, "right": x})          D = {}
    dict_count            D["k"] = D.get("k", 0) + 1                 D = {}

A step is one visit to the shared object that nobody can interrupt: an item read, an item stored, a call of one of its
methods, `in`, len(). Between two steps the other task may run. So  L[0], L[1] = L[1], L[0]  would be four steps: read,
read, store, store. An operation that runs Python code in its middle is more than one step, too: a method that gets
its items out of Python code, one after the other, makes a step for each.

ATOMIC   for each name: True if the snippet cannot be torn. That means: whatever order the steps are made in, L, D and
         what each task got (y, n) end as if one task had run its snippet first, and the other one after it.
WITNESS  for each snippet that you call False: an order of steps that shows it, as a list of names. ["A", "B", "B"]
         means that A makes a step, and then B makes two. You may stop early: the kit then lets A run to its end, and
         B after it. A task that has made all its steps cannot make another one.

The last part is what a safe step is for. Names are registered at several desks at once:

    Roster.register(name)   the ticket number of this name: 1 for the first, 2 for the second, and so on. -1 if the name
                            has a ticket already; then nothing changes.
    Roster.names()          the names in the order of their numbers, as a new list.

What comes out of a Roster is as if all calls had happened one after the other.
"""

A, B = "A", "B"

# TODO: say False where it can be torn, and show it.
ATOMIC: dict[str, bool] = {
    "append": True,
    "extend_list": True,
    "extend_generator": True,
    "pop": True,
    "item_read": True,
    "slice_assign": True,
    "sort_ints": True,
    "item_add": True,
    "append_then_len": True,
    "test_then_append": True,
    "dict_store": True,
    "dict_update": True,
    "dict_count": True,
}
WITNESS: dict[str, list[str]] = {}


class Roster:
    """Numbered names."""

    def __init__(self) -> None:
        self._names: list[str] = []

    def register(self, name: str) -> int:
        # TODO: you have just said something about each of these lines. What about all of them together?
        if name in self._names:
            return -1
        self._names.append(name)
        return len(self._names)

    def names(self) -> list[str]:
        return list(self._names)
