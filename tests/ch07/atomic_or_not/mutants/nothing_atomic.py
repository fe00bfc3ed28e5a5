"""Nothing is safe without a lock.

Caught by: test_snippets_that_are_one_step
"""

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
WITNESS = dict.fromkeys(ATOMIC, [A, B])
ATOMIC = dict.fromkeys(ATOMIC, False)
WITNESS |= {
    "extend_generator": [A, B],  # a and b take turns
    "item_add": [A, B],  # both read 0
    "append_then_len": [A, B],
    "test_then_append": [A, B],  # neither sees a z
    "dict_count": [A, B],  # both get 0
}


class Roster:
    """Numbered names."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._names: list[str] = []

    def register(self, name: str) -> int:
        with self._lock:
            if name in self._names:
                return -1
            self._names.append(name)
            return len(self._names)

    def names(self) -> list[str]:
        return list(self._names)
