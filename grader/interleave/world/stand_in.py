"""What a program gets that imports processes: names that can be passed around, and used for nothing.

A file that has a function with threads beside one with processes imports `multiprocessing` at its top. That
alone is no reason to refuse it: only an execution that really calls something of it cannot be judged.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any, NoReturn

from grader.interleave.world.refusal import give_up

#: Packages, and modules of packages, that a program may import here, but not use.
STANDING_IN = ("multiprocessing", "concurrent.futures.process")


def stands_in(name: str) -> bool:
    """Whether a stand-in is what an import of this module gives."""
    return any(name == each or name.startswith(f"{each}.") for each in STANDING_IN)


def import_stand_in(name: str, fromlist: tuple[str, ...]) -> StandIn:
    """What `__import__` gives for a module that only stands in."""
    return StandIn(name if fromlist else name.partition(".")[0])


class StandIn(ModuleType):
    """A module, or a name in it. To call it, or to make an object of a subclass of it, ends the execution.

    It can be subclassed and used in annotations: both happen when a file is loaded.
    """

    def __getattr__(self, name: str) -> StandIn:
        if name.startswith("__"):
            raise AttributeError(name)
        return StandIn(f"{self.__name__}.{name}")

    def __call__(self, *_: object, **__: object) -> NoReturn:
        give_up(f"the program uses {self.__name__!r}, which the simulated world does not have")

    def __getitem__(self, _: object) -> StandIn:
        return self

    def __or__(self, _: object) -> StandIn:
        return self

    __ror__ = __or__

    def __mro_entries__(self, _: tuple[object, ...]) -> tuple[type, ...]:
        def __new__(*_: object, **__: object) -> Any:
            return self()

        return (type(self.__name__, (), {"__new__": __new__}),)
