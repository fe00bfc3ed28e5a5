"""What the store promises: a verdict and its evidence together, final ones for ever, damage is noticed."""

from dataclasses import replace

import pytest

from grader.course import KitError
from grader.grading import open_store
from grader.grading.keys import Key
from grader.results import score_exercise
from tests.kit.course.fakes import one_check

KEY = Key(exercise="ch91/adder", submission="s", checks="c", engine="e", python="p", limits="l")
FAILED = score_exercise("ch91/adder", [one_check("test_sum", 2, False, "failed", "deadlock", "7")], 5)
PASSED = score_exercise("ch91/adder", [one_check("test_sum", 2, False, "passed")], 5)
BROKEN = score_exercise("ch91/adder", [one_check("test_sum", 2, False, "grader_error")], 5)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "results.sqlite"


def test_a_verdict_comes_back_with_its_evidence(path):
    with open_store(path) as store:
        store.put(KEY, FAILED, final=True)
    with open_store(path) as store:
        assert store.is_final(KEY)
        assert store.get(KEY) == FAILED


@pytest.mark.parametrize("part", ["exercise", "submission", "checks", "engine", "python", "limits"])
def test_any_other_part_of_the_key_is_another_verdict(path, part):
    with open_store(path) as store:
        store.put(KEY, FAILED, final=True)
        other = replace(KEY, **{part: "other"})
        assert store.get(other) is None
        assert not store.is_final(other)
        store.put(other, PASSED, final=True)
        assert store.get(KEY) == FAILED


def test_a_final_verdict_is_never_written_again(path):
    with open_store(path) as store:
        store.put(KEY, FAILED, final=True)
        store.put(KEY, PASSED, final=True)
        store.put(KEY, BROKEN, final=False)
        assert store.get(KEY) == FAILED


def test_a_verdict_that_is_not_final_gives_way(path):
    with open_store(path) as store:
        store.put(KEY, BROKEN, final=False)
        assert store.get(KEY) == BROKEN
        assert not store.is_final(KEY)
        store.put(KEY, FAILED, final=True)
        assert store.get(KEY) == FAILED


def test_a_verdict_without_its_evidence_is_not_kept(path):
    with open_store(path) as store:
        store._connection.execute("DROP TABLE evidence")
        with pytest.raises(KitError, match=r"could not be kept(.|\n)*make room"):
            store.put(KEY, FAILED, final=True)
        assert not store.is_final(KEY)


def test_text_that_no_encoding_can_write_survives(path):
    odd = score_exercise("ch91/adder", [one_check("test_\ud800", 2, False, "failed", "exception")], 5)
    with open_store(path) as store:
        store.put(KEY, odd, final=True)
        assert store.get(KEY) == odd


def test_commits_survive_a_power_cut(path):
    with open_store(path) as store:
        settings = [
            store._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
        ]
    assert settings == ["wal", 2]


def test_a_damaged_store_is_not_used(path):
    path.write_bytes(b"SQLite format 3\0" + b"\x13" * 4096)
    with pytest.raises(KitError, match=r"is damaged(.|\n)*another folder"), open_store(path):
        pass


def test_the_store_of_a_later_kit_is_not_used(path):
    with open_store(path) as store:
        store._connection.execute("PRAGMA user_version = 99")
    with pytest.raises(KitError, match="has version 99"), open_store(path):
        pass
