"""The thread that calls get is the one that calls load.

Caught by: test_every_right_cache
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


class Loader:
    """A load that notes how often it was called for each key, and who was inside at the same time."""

    def __init__(self, failures: int = 0) -> None:
        self.calls: list[str] = []
        self.inside: list[str] = []
        self.twice = False
        self.parallel = False
        self.failures = failures
        self.begun = threading.Event()

    def __call__(self, key: str) -> str:
        self.calls.append(key)
        self.twice = self.twice or key in self.inside
        self.inside.append(key)
        self.begun.set()
        self.parallel = self.parallel or len(set(self.inside)) > 1
        number = len(self.calls)
        self.inside.remove(key)
        if number <= self.failures:
            raise LookupError(key)
        return f"{key}{number}"


def suite(new_cache: Callable[[Callable[[str], Any]], Cache], explore: Explore) -> None:
    def kept_until_forgotten() -> None:
        load = Loader()
        cache = new_cache(load)
        assert [cache.get(key) for key in "aaba"] == ["a1", "a1", "b2", "a1"]
        cache.forget("a")
        assert [cache.get(key) for key in "baa"] == ["b2", "a3", "a3"]

    def one_load_for_all() -> None:
        load = Loader()
        cache = new_cache(load)
        who: list[int] = []
        callers: list[int] = []
        mine = new_cache(lambda key: who.append(threading.get_ident()))
        together(lambda: (callers.append(threading.get_ident()), mine.get("a")))
        assert who == callers
        results = together(lambda: cache.get("a"), lambda: cache.get("a"))
        assert results == ["a1", "a1"] and load.calls == ["a"]

    def each_key_its_own() -> None:
        load = Loader()
        cache = new_cache(load)
        a, b = together(lambda: cache.get("a"), lambda: cache.get("b"))
        assert a[0] == "a" and b[0] == "b"

    def at_the_same_time() -> bool:
        load = Loader()
        cache = new_cache(load)
        together(lambda: cache.get("a"), lambda: cache.get("b"))
        return load.parallel

    def errors_are_not_kept() -> None:
        load = Loader(failures=1)
        cache = new_cache(load)
        assert isinstance(together(lambda: cache.get("a"))[0], LookupError)
        assert cache.get("a") == "a2" and cache.get("a") == "a2"

    def error_or_value() -> None:
        load = Loader(failures=1)
        cache = new_cache(load)
        for result in together(lambda: cache.get("a"), lambda: cache.get("a")):
            assert result == "a2" or isinstance(result, LookupError)
        assert cache.get("a") == "a2"

    def errors_are_shared() -> bool:
        load = Loader(failures=1)
        cache = new_cache(load)
        results = together(lambda: cache.get("a"), lambda: cache.get("a"))
        return all(isinstance(result, LookupError) for result in results) and len(load.calls) == 1

    def forgotten_while_it_is_loaded() -> None:
        load = Loader()
        cache = new_cache(load)

        def forget() -> None:
            load.begun.wait()
            cache.forget("a")

        assert together(lambda: cache.get("a"), forget)[0] == "a1"
        assert cache.get("a") == "a2"

    def one_load_even_if_forgotten() -> None:
        load = Loader()
        cache = new_cache(load)

        def again() -> Any:
            load.begun.wait()
            cache.forget("a")
            return cache.get("a")

        first, second = together(lambda: cache.get("a"), again)
        assert first == "a1" and second in {"a1", "a2"}
        assert not load.twice

    explore.all(kept_until_forgotten)
    explore.all(one_load_for_all)
    explore.all(each_key_its_own)
    explore.some(at_the_same_time)
    explore.all(errors_are_not_kept)
    explore.all(error_or_value)
    explore.some(errors_are_shared)
    explore.all(forgotten_while_it_is_loaded)
    explore.all(one_load_even_if_forgotten)
