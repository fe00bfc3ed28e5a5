"""Whoever has the only token of a queue is served; the names are a tuple.
"""

import queue

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


class Roster:
    """Numbered names."""

    def __init__(self) -> None:
        self.token = queue.Queue(1)
        self.token.put(())

    def register(self, name: str) -> int:
        names = self.token.get()
        try:
            if name in names:
                return -1
            names = (*names, name)
            return names.index(name) + 1
        finally:
            self.token.put(names)

    def names(self) -> list[str]:
        names = self.token.get()
        self.token.put(names)
        return [*names]
