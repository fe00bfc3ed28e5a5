"""Own stack, shared pool.

A web server handles each request in a thread. Deep inside, a function wants to know for which user it
works, and nobody wants to hand that through twenty calls. So the handler binds it, for its own thread:

    context = Context()                  one for the whole program, shared by all threads

    with context.bind(user="ann", ip="10.0.0.7"):
        ...                              anything that runs here, in this thread, can ask
        context.get("user")              "ann"

    bind(**values)   for use with `with`: binds these names in the thread that enters, and only there,
                     until the block ends, however it ends. Then everything is as it was before: a
                     name that was bound before has its old value again. Binds can be nested. A name is
                     any word, also one that your class uses itself, such as `get`; only not `self`.
    get(name)        the value bound last in this thread, which may be None. LookupError (or a subclass
                     of it, such as KeyError) if there is none in this thread.

A thread starts with nothing bound, whoever started it and whatever was bound there. A thread of a pool,
which handles one request after the other, has nothing bound when a request has been handled. Many
threads can be in their blocks at the same time, and they may have the same name. Two Context objects have nothing to do with each other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Context:
    """Values by name, for each thread its own."""

    def __init__(self) -> None:
        # TODO: one dict, and all threads write into it.
        self._values: dict[str, Any] = {}

    @contextmanager
    def bind(self, **values: Any) -> Iterator[None]:
        self._values.update(values)
        yield
        # TODO: is everything as it was before? Always?
        for name in values:
            self._values.pop(name, None)

    def get(self, name: str) -> Any:
        if name not in self._values:
            raise LookupError(f"{name} is not bound in this thread")
        return self._values[name]
