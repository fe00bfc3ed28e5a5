"""The store of verdicts: what is in it is done, what is not in it is still to do.

One SQLite file on a local disk, one writer. A verdict and all its evidence are one
transaction, and a transaction that was committed survives a crash and a power cut (WAL
with synchronous=FULL). A *final* verdict is never written again; a verdict that the kit
itself failed to reach is kept to be shown, but is not final, so the next run tries again.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import contextmanager
from dataclasses import astuple
from typing import TYPE_CHECKING, Final

import msgspec

from grader.course import KitError
from grader.results import Evidence, ExerciseResult, to_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grader.grading.keys import Key

VERSION: Final = 1

_TABLES: Final = """
CREATE TABLE verdict (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    exercise TEXT NOT NULL,
    submission TEXT NOT NULL,
    checks TEXT NOT NULL,
    engine TEXT NOT NULL,
    python TEXT NOT NULL,
    limits TEXT NOT NULL,
    seed INTEGER NOT NULL,
    final INTEGER NOT NULL,
    result TEXT NOT NULL
);
CREATE TABLE evidence (
    verdict INTEGER NOT NULL REFERENCES verdict (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (verdict, position)
);
"""


class Store:
    """Verdicts by key. Open it with `open_store`; use it from one thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def put(self, key: Key, result: ExerciseResult, *, final: bool) -> None:
        """Keep a verdict and its evidence. A final verdict that is there stays as it is.

        Raises KitError when the disk does not take it; what was kept before stays.
        """
        try:
            self._put(key, result, final=final)
        except sqlite3.Error as error:
            raise KitError(
                f"A verdict could not be kept: {error}.",
                cause="the disk is full or may not be written.",
                next_step="make room; the same command goes on where it stopped.",
            ) from error

    def _put(self, key: Key, result: ExerciseResult, *, final: bool) -> None:
        bare = msgspec.structs.replace(
            result, checks=tuple(msgspec.structs.replace(check, evidence=None) for check in result.checks)
        )
        with _transaction(self._connection) as run:
            row = run.execute("SELECT id, final FROM verdict WHERE key = ?", (key.digest,)).fetchone()
            if row is not None and row[1]:
                return
            if row is not None:
                run.execute("DELETE FROM verdict WHERE id = ?", (row[0],))
            cursor = run.execute(
                "INSERT INTO verdict (key, exercise, submission, checks, engine, python, limits, seed, final, result)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (key.digest, *astuple(key), int(final), to_json(bare, indent=None)),
            )
            run.executemany(
                "INSERT INTO evidence (verdict, position, evidence) VALUES (?, ?, ?)",
                [
                    (cursor.lastrowid, position, to_json(check.evidence, indent=None))
                    for position, check in enumerate(result.checks)
                    if check.evidence is not None
                ],
            )

    def get(self, key: Key) -> ExerciseResult | None:
        """The verdict with its evidence, final or not, or None."""
        row = self._connection.execute("SELECT id, result FROM verdict WHERE key = ?", (key.digest,)).fetchone()
        if row is None:
            return None
        bare = msgspec.convert(json.loads(row[1]), ExerciseResult)
        rows = self._connection.execute("SELECT position, evidence FROM evidence WHERE verdict = ?", (row[0],))
        evidence = {position: msgspec.convert(json.loads(text), Evidence) for position, text in rows}
        checks = (
            msgspec.structs.replace(check, evidence=evidence.get(position))
            for position, check in enumerate(bare.checks)
        )
        return msgspec.structs.replace(bare, checks=tuple(checks))

    def is_final(self, key: Key) -> bool:
        """Whether there is nothing left to do for that key."""
        query = "SELECT 1 FROM verdict WHERE key = ? AND final = 1"
        return self._connection.execute(query, (key.digest,)).fetchone() is not None


@contextmanager
def open_store(path: Path) -> Iterator[Store]:
    """Open or make the store. Raises KitError when the file is damaged or of another kit."""
    try:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    except sqlite3.Error as error:
        raise KitError(f"The store {path} cannot be opened: {error}.") from error
    try:
        _prepare(connection, path)
        yield Store(connection)
    finally:
        connection.close()


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        sound = connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise _damaged(path, str(error)) from error
    if not sound:
        raise _damaged(path, "the quick check of SQLite fails")
    if version not in {0, VERSION}:
        raise KitError(
            f"The store {path} has version {version}, this kit writes version {VERSION}.",
            next_step="give another folder with --out.",
        )
    if version == 0:
        connection.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")


def _damaged(path: Path, reason: str) -> KitError:
    return KitError(
        f"The store {path} is damaged: {reason}.",
        cause="a full disk, a file copied while it was written, or a network disk.",
        next_step="give another folder with --out; all submissions are then judged again.",
    )


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
