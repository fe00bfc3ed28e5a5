"""Grade other people's code.

    suite(new_cache, explore)    tests for a cache: they reject a wrong one and accept a right one.

new_cache(load) makes a cache. load(key) is yours; it is slow in real life, and gives the value of a key or raises an
exception. The cache has two methods, which any thread may call at any time:

    get(key)       the value of the key, from the cache, or from load if it is not there
    forget(key)    throws the value of the key away, if there is one

These are the rules. Nothing else is promised: not who is served first, nor which thread calls load, nor whether forget waits.

    1. A value that was loaded is kept: get does not call load again, until that key is forgotten. Other keys stay.
    2. For each key there is at most one load in progress. Who asks for the key meanwhile waits, and shares its result.
    3. If load raises, all who share it get its exception. It is not kept: a later get calls load again.
    4. If a key is forgotten while its load is in progress, the result is given to those who wait, and not kept. Who asks
       between the forget and the end of the load may share this load or wait for the next one.
    5. Different keys can be loaded at the same time.

A load is in progress from the moment when a get finds no value until the first get returns its result or exception.

explore runs your programs, which are functions without parameters. A program makes its own cache, starts threads as it
likes, and waits for them.

    explore.all(program)     the program must not raise anything, AssertionError or other, whatever the schedule
    explore.some(program)    the program must return True under some schedule; that it raises counts as not True

The kit calls suite again and again, each time under another schedule, and adds up: a cache is rejected if a program of an
explore.all has raised once, or one of an explore.some has never returned True. So suite does the same in each call. A
program that never ends rejects nothing, it fails you; so does an exception that kills one of your threads. Do not use
sleep or timeouts: under some schedules they are over at once.
"""

import threading
from collections.abc import Callable
from typing import Any, Protocol


class Cache(Protocol):
    def get(self, key: str) -> Any: ...
    def forget(self, key: str) -> None: ...


class Explore(Protocol):
    def all(self, program: Callable[[], object]) -> None: ...
    def some(self, program: Callable[[], bool]) -> None: ...


def together(*thunks: Callable[[], Any]) -> list[Any]:
    """Run each in a thread; what each returned, or the exception that it raised. You may use it, and change it."""
    results: list[Any] = [None] * len(thunks)

    def run(index: int) -> None:
        try:
            results[index] = thunks[index]()
        except Exception as error:
            results[index] = error

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(thunks))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def suite(new_cache: Callable[[Callable[[str], Any]], Cache], explore: Explore) -> None:
    # TODO: one rule, one program. These two ask nothing that needs a second thread.
    def gives_what_was_loaded() -> None:
        cache = new_cache(str.upper)
        assert cache.get("a") == "A"

    def can_be_asked_twice() -> None:
        cache = new_cache(str.upper)
        assert cache.get("a") == cache.get("a")

    explore.all(gives_what_was_loaded)
    explore.all(can_be_asked_twice)
