"""Numbers from a counter, names in a dict, both under one lock; whole schedules, some longer than needed.
"""

import itertools
import threading

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
    "extend_generator": [A, B, B],  # a and b take turns
    "item_add": [B, A, A, B],  # both read 0
    "append_then_len": [B, A, B, A],  # both are told 2
    "test_then_append": [B, A, B],  # neither sees a z
    "dict_count": [A, B],  # both get 0
}


class Roster:
    """Numbered names."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.tickets = {}
        self.number = itertools.count(1)

    def register(self, name: str) -> int:
        with self._lock:
            if name in self.tickets:
                return -1
            return self.tickets.setdefault(name, next(self.number))

    def names(self) -> list[str]:
        with self._lock:
            return sorted(self.tickets, key=self.tickets.get)
