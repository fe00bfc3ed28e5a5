"""What a module of the world is like when it is loaded, so that a program's patches can be undone."""

from __future__ import annotations

from types import ModuleType
from typing import Any


class Snapshot:
    """The attributes of a module and of the classes it defines, to be put back."""

    def __init__(self, module: ModuleType) -> None:
        classes = [v for v in vars(module).values() if isinstance(v, type) and v.__module__ == module.__name__]
        self._owners: list[tuple[Any, dict[str, Any]]] = [(o, dict(vars(o))) for o in (module, *classes)]

    def restore(self) -> None:
        """Undo what was assigned, added and deleted since."""
        for owner, saved in self._owners:
            live = vars(owner)
            if live == saved:
                continue
            for name in [name for name in live if name not in saved]:
                delattr(owner, name)
            for name, value in saved.items():
                if live.get(name) is not value:
                    setattr(owner, name, value)
