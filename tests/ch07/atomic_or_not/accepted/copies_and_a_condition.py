"""A condition guards a flag; each registration makes a new tuple. Witnesses are tuples, the claims are made by code.
"""

from threading import Condition

A, B = "A", "B"

ATOMIC: dict[str, bool] = {
    "append": True,
    "extend_list": True,
    "extend_generator": False,
    "pop": True,
    "item_read": True,
    "slice_assign": True,
    "sort_ints": True,
    "item_add": False,
    "append_then_len": False,
    "test_then_append": False,
    "dict_store": True,
    "dict_update": True,
    "dict_count": False,
}
WITNESS: dict[str, list[str]] = {
    "extend_generator": [A, B],  # a and b take turns
    "item_add": [A, B],  # both read 0
    "append_then_len": [A, B],  # both are told 2
    "test_then_append": [A, B],  # neither sees a z
    "dict_count": [A, B],  # both get 0
}


ATOMIC = {name: name not in WITNESS for name in ATOMIC}
WITNESS = {name: ("A", "B") for name in WITNESS}


class Roster:
    """Numbered names."""

    def __init__(self) -> None:
        self.free = Condition()
        self.busy = False
        self.all = ()

    def register(self, name: str) -> int:
        with self.free:
            while self.busy:
                self.free.wait()
            self.busy = True
        answer = -1 if name in self.all else len(self.all) + 1
        if answer > 0:
            self.all = self.all + (name,)
        with self.free:
            self.busy = False
            self.free.notify_all()
        return answer

    def names(self) -> list[str]:
        return list(self.all)
