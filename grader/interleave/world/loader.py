"""The world: the standard library's own modules, loaded again over simulated primitives.

`World()` executes the source of `threading`, `queue` and `concurrent.futures` of the running interpreter into new
module objects whose `import` finds a simulated `_thread`, `_queue` and `time`. The real modules are not
touched. Loading costs about a millisecond and is done once; `begin` resets what an execution has left.

During an exploration the world's modules also stand in `sys.modules` (`entered`), so that look-ups by
string (`importlib.import_module`, `dataclasses`, `pickle`) stay inside.
"""

from __future__ import annotations

import _queue
import builtins
import contextlib
import functools
import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from types import CodeType, ModuleType
from typing import Any

from grader.interleave.engine.failure import leak
from grader.interleave.engine.kernel import KERNEL
from grader.interleave.world import chance, local, locks, simple_queue, threads
from grader.interleave.world.asyncio_state import is_asyncio
from grader.interleave.world.clock import make_time
from grader.interleave.world.identity import IDENTITIES
from grader.interleave.world.library import Logger, make_os
from grader.interleave.world.printing import visible_print
from grader.interleave.world.refusal import no_input, refuse_import
from grader.interleave.world.snapshot import Snapshot
from grader.interleave.world.stand_in import import_stand_in, stands_in

#: Loaded again from source, in this order.
RELOADED = (
    "threading",
    "queue",
    "concurrent",
    "concurrent.futures",
    "concurrent.futures._base",
    "concurrent.futures.thread",
)
#: Loaded again from source when the program asks for it.
ON_DEMAND = ("random", "sched")


def _code_of(name: str) -> tuple[CodeType, bool]:
    """The compiled source of a standard-library module, and whether it is a package."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ImportError(f"no source for {name}")
    code = spec.loader.get_code(name)  # type: ignore[attr-defined]  # every source loader has it
    return code, spec.submodule_search_locations is not None


def _make_thread_module() -> ModuleType:
    module = ModuleType("_thread", "Simulated primitives.")
    module.__dict__.update(
        LockType=locks.Lock,
        _count=threads.count,
        RLock=locks.RLock,
        TIMEOUT_MAX=locks.TIMEOUT_MAX,
        _get_main_thread_ident=lambda: 1,
        _is_main_interpreter=lambda: True,
        _local=local.local,
        _make_thread_handle=lambda _: None,
        _set_sentinel=locks.InternalLock,
        _shutdown=lambda: None,
        _ThreadHandle=object,
        allocate=locks.Lock,
        allocate_lock=locks.Lock,
        daemon_threads_allowed=lambda: True,
        error=RuntimeError,
        exit=_exit,
        exit_thread=_exit,
        get_ident=threads.get_ident,
        get_native_id=threads.get_ident,
        lock=locks.Lock,
        stack_size=lambda size=0: 0,
        start_joinable_thread=None,
        start_new=threads.start_new_thread,
        start_new_thread=threads.start_new_thread,
    )
    return module


def _exit() -> None:
    raise SystemExit


def _make_queue_module(real: ModuleType) -> ModuleType:
    module = ModuleType("_queue", real.__doc__)
    module.__dict__.update(SimpleQueue=simple_queue.SimpleQueue, Empty=real.Empty)
    return module


class World:
    """The modules of one simulated world, and the `__builtins__` that a program in it gets."""

    def __init__(self) -> None:
        self.modules: dict[str, Any] = {}
        #: What `sys.modules` had under the world's names before it was entered; None: not inside.
        self._outside: dict[str, ModuleType | None] | None = None
        #: `world.asyncio_load.Asyncio`, once a program has imported asyncio.
        self.asyncio: Any = None
        #: Names of the program's classes that have decorators.
        self.decorated: frozenset[str] = frozenset()
        self._library_os = make_os()
        self.builtins = dict(vars(builtins))
        self.builtins.update(
            __import__=self._import,
            __build_class__=self._build_class,
            id=IDENTITIES.of,
            print=visible_print,
            input=no_input,
        )
        self._library_builtins = {**vars(builtins), "__import__": self.library_import}
        self._add("_thread", _make_thread_module())
        self._add("_queue", _make_queue_module(_queue))
        self._add("time", make_time())
        for name in RELOADED:
            self._reload(name)
        self._finish_threading()
        self._finish_futures()
        self._threading = self.modules["threading"]
        self._futures = self.modules["concurrent.futures.thread"]
        #: Whether every notify is shown to the recorder.
        self.noted = False
        condition = self._threading.Condition
        self._notifies = (condition.notify, threads.noting(condition))
        self._snapshots = [Snapshot(m) for m in (*self.modules.values(), local, locks, simple_queue)]

    # ---------------------------------------------------------------- loading

    def _add(self, name: str, module: ModuleType) -> None:
        self.modules[name] = module
        if self._outside is not None:
            self._outside.setdefault(name, sys.modules.get(name))
            sys.modules[name] = module
        parent, _, child = name.rpartition(".")
        if parent in self.modules:
            setattr(self.modules[parent], child, module)

    def _reload(self, name: str) -> None:
        if name in self.modules:
            return
        if name in RELOADED:
            self.load(name, *_code_of(name))
        elif name in ON_DEMAND:
            module = self.load(name, *_code_of(name))
            if name == "random":
                chance.install(module)
                chance.begin(module)
            self._snapshots.append(Snapshot(module))
        elif is_asyncio(name):
            self._load_asyncio(name)

    def _load_asyncio(self, name: str) -> None:
        if self.asyncio is None:
            from grader.interleave.world.asyncio_load import Asyncio  # noqa: PLC0415  few programs pay for it

            self.asyncio = Asyncio(self)
            self.asyncio.enter()
        self.asyncio.load(name)
        self._snapshots.append(Snapshot(self.modules[name]))

    def load(self, name: str, code: CodeType, package: bool, names: dict[str, Any] | None = None) -> ModuleType:
        """Execute a module of the library inside the world; `names` are its built-in ones."""
        module = ModuleType(name)
        module.__dict__.update(
            __builtins__=names or self._library_builtins,
            __package__=name if package else name.rpartition(".")[0],
            __file__=code.co_filename,
        )
        if package:
            module.__path__ = []
        self._add(name, module)
        exec(code, module.__dict__)
        return module

    def load_source(self, name: str, source: str, filename: str) -> ModuleType:
        """Execute a helper module inside the world, without scheduling points of its own."""
        return self.load(name, compile(source, filename, "exec", dont_inherit=True), False)

    def replace(self, name: str, module: ModuleType) -> None:
        """Let `import name` give `module` inside the world."""
        self._add(name, module)

    def _finish_threading(self) -> None:
        threading = self.modules["threading"]
        threads.install(threading)
        threading._active_limbo_lock = locks.InternalLock()
        if hasattr(threading, "_shutdown_locks_lock"):
            threading._shutdown_locks_lock = locks.InternalLock()
        # After loading, only Condition.wait calls this name, for the private lock of each waiter; and the RLock in
        # Python, which gets a plain one.
        threading._allocate_lock = locks.WaiterLock
        begin_rlock = threading._RLock.__init__

        def __init__(self: Any) -> None:
            begin_rlock(self)
            self._block = locks.Lock()

        threading._RLock.__init__ = __init__

    def _finish_futures(self) -> None:
        base = self.modules["concurrent.futures._base"]
        base.Future.__hash__ = threads.deterministic_hash
        # `wait` and `as_completed` lock their futures in the order of addresses; ours must not vary.
        base.id = hash
        base.LOGGER = Logger()
        thread = self.modules["concurrent.futures.thread"]
        thread._global_shutdown_lock = locks.InternalLock()
        thread.ThreadPoolExecutor._counter = threads.POOL_NAMES.next

    # ---------------------------------------------------------------- import inside the world

    def library_import(self, name: str, *args: Any) -> Any:
        """`__import__` for reloaded library modules."""
        if name == "os":
            return self._library_os
        return self._import_from(name, *args)

    def _import(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: tuple[str, ...] | None = (),
        level: int = 0,
    ) -> Any:
        """`__import__` for the program; plain `import threading` is what executions spend time on."""
        if not level and not fromlist:
            module = self.modules.get(name)
            if module is not None and "." not in name:
                return module
        return self._import_from(name, globals, locals, fromlist, level)

    def _import_from(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: tuple[str, ...] | None = (),
        level: int = 0,
    ) -> Any:
        if level:
            package = (globals or {}).get("__package__") or ""
            name = importlib.util.resolve_name("." * level + name, package)
        fromlist = fromlist or ()
        self._reload(name)
        if name in self.modules:
            module = self.modules[name]
            for child in fromlist:
                refuse_import(f"{name}.{child}")
                self._reload(f"{name}.{child}")
            return module if fromlist else self._top(name)
        if stands_in(name):
            return import_stand_in(name, fromlist)
        refuse_import(name)
        if level or (name.partition(".")[0] in self.modules and name not in sys.modules):
            raise ImportError(f"cannot import {name!r} inside the simulated world")
        return self.real_import(name, globals, locals, fromlist)

    def _top(self, name: str) -> Any:
        top = name.partition(".")[0]
        return self.modules[top] if top in self.modules else sys.modules[top]

    def real_import(self, name: str, *args: Any) -> Any:
        """Import a module that is not simulated; one that loads now must meet the real `threading`."""
        if name in sys.modules:
            return builtins.__import__(name, *args)
        with self._left():
            return builtins.__import__(name, *args)

    def _build_class(self, function: Callable[..., Any], name: str, *bases: Any, **keywords: Any) -> Any:
        """`__build_class__` that gives a class with the default hash or text one that is the same in each execution.

        Not if it has a decorator: `dataclass` and its like look at what the class itself defines.
        """
        made: Any = builtins.__build_class__(function, name, *bases, **keywords)
        if name in self.decorated:
            return made
        if made.__hash__ is _DEFAULT_HASH and getattr(made, "__dictoffset__", False):
            made.__hash__ = threads.deterministic_hash
        if made.__repr__ is _DEFAULT_REPR:
            made.__repr__ = _repr
        return made

    # ---------------------------------------------------------------- sys.modules

    @contextlib.contextmanager
    def entered(self) -> Iterator[None]:
        """Put the world's modules into `sys.modules`; take them out again whatever happens."""
        self._outside = {name: sys.modules.get(name) for name in self.modules}
        sys.modules.update(self.modules)
        if self.asyncio is not None:
            self.asyncio.enter()
        try:
            yield
        finally:
            if self.asyncio is not None:
                self.asyncio.leave()
            _restore(self._outside)
            self._outside = None

    @contextlib.contextmanager
    def _left(self) -> Iterator[None]:
        inside = {name: sys.modules.get(name) for name in self.modules}
        _restore(self._outside or {})
        try:
            yield
        finally:
            _restore(inside)

    # ---------------------------------------------------------------- one execution

    def begin(self, may_patch: bool) -> None:
        """Undo what the last execution did to the world's modules, and bind the main thread.

        `may_patch`: the program can have assigned to the modules' or their classes' attributes, so look.
        """
        if may_patch:
            self.undo_patches()
        futures = self._futures
        if futures._shutdown:
            futures._shutdown = False
        if futures._threads_queues.data:
            futures._threads_queues.clear()
        if self._threading._limbo:
            self._threading._limbo.clear()
        IDENTITIES.clear()
        if self.asyncio is not None:
            self.asyncio.begin()
        if "random" in self.modules:
            chance.begin(self.modules["random"])
        threads.begin(self._threading, KERNEL.tasks[0])

    def returned(self, leaks_fail: bool) -> None:
        """The program's entry has returned: asyncio tasks that it left are a failure, or not."""
        if self.asyncio is not None:
            lost = self.asyncio.returned()
            if lost and leaks_fail:
                KERNEL.fail(leak(lost))

    def end(self) -> None:
        """The execution is over."""
        if self.asyncio is not None:
            self.asyncio.end()

    def undo_patches(self) -> None:
        """Give the world's modules, and the classes they define, the attributes they were loaded with."""
        for snapshot in self._snapshots:
            snapshot.restore()
        if self.noted:
            self.note(True)

    def note(self, noted: bool) -> None:
        """Let the recorder see every notify, or not: what only a recorder needs, only its executions pay for."""
        self.noted = noted
        self._threading.Condition.notify = self._notifies[noted]

    def shut_down(self) -> None:
        """What the interpreter does at the end of the main thread, less the final waiting."""
        for hook in reversed(self._threading._threading_atexits):
            hook()


def _restore(saved: Mapping[str, ModuleType | None]) -> None:
    for name, module in saved.items():
        if module is None:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = module


_DEFAULT_HASH: Any = object.__hash__
_DEFAULT_REPR: Any = object.__repr__


def _repr(self: Any) -> str:
    """The default `repr`, with a number that is the same in each execution."""
    kind = type(self)
    return f"<{kind.__module__}.{kind.__qualname__} object at {IDENTITIES.address(self)}>"


@functools.cache
def the_world() -> World:
    """The world of this process, made at its first use."""
    return World()
