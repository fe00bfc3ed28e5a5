"""`random` as the program sees it: the standard library's own, started alike in each execution.

A generator that the program makes without a seed gets one by order of making. `SystemRandom`, `secrets` and
`os.urandom` stay the operating system's: a program whose behaviour depends on them is nondeterministic.
"""

from __future__ import annotations

from typing import Any


def install(random: Any) -> None:
    """Make a reloaded `random` repeatable; call once, right after loading."""
    plain_seed = random.Random.seed

    def seed(self: Any, a: Any = None, version: int = 2) -> None:
        """See `random.Random.seed`; without a seed, the next number instead of the system's entropy."""
        if a is None:
            a = random._seeds_given = random._seeds_given + 1
        plain_seed(self, a, version)

    random._seeds_given = 0
    random.Random.seed = seed
    random.SystemRandom.seed = lambda *_args, **_keywords: None


def begin(random: Any) -> None:
    """Start alike: called before each execution once the program has imported `random`."""
    random._seeds_given = 0
    random._inst.seed(0)
