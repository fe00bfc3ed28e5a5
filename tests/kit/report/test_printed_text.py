"""What people read, word for word; and that it never harms the terminal it is printed to."""

import io
import re

import msgspec
import pytest

from grader.cli import reports
from grader.cli.check import show as show_check
from grader.course import Conditions, judge, verify
from grader.grading import surroundings
from grader.report import make_console, one_line, print_class, print_verification, printable
from grader.report.progress import Pace, _Lines, duration
from grader.results import ExerciseResult, Results, Run, score_exercise, score_submission
from tests.kit.course.fakes import change, one_check


class Terminal(io.StringIO):
    """A stream that says it is a terminal, of an encoding."""

    def __init__(self, *, terminal=True, encoding="utf-8"):
        super().__init__()
        self._terminal = terminal
        self._encoding = encoding

    encoding = property(lambda self: self._encoding)

    def isatty(self):
        return self._terminal


def printed(show, *, environ=None, **kind):
    stream = Terminal(**{"terminal": False, **kind})
    show(make_console(stream, environ or {}))
    return stream.getvalue()


@pytest.fixture
def judged(course, runner, tmp_path):
    def go(text, exercise=0, **conditions):
        file = tmp_path / "answer.py"
        file.write_text(text)
        return judge(course.exercises[exercise], file, Conditions(**conditions), runner)

    return go


def exercise_report(course, results):
    return lambda console: show_check(console, course.exercises, results, lambda exercise: f"grader hint {exercise}")


def test_check_with_failures(course, judged, golden):
    results = [
        judged("#= test_sum failed assertion 2\n", hidden=False),
        judged("#= test_order failed deadlock 5\n#= test_stable failed assertion 1\n", 1, hidden=False),
    ]
    golden("check-with-failures.txt", printed(exercise_report(course, results)))


def test_check_with_nothing_to_complain_about(course, judged, golden):
    golden("check-all-passed.txt", printed(exercise_report(course, [judged(""), judged("", 1)])))


@pytest.mark.parametrize("status", ["student_error", "timeout", "limit", "integrity", "grader_error"])
def test_check_with_every_other_status(course, judged, golden, status):
    golden(f"check-{status}.txt", printed(exercise_report(course, [judged(f"#= * {status}\n"), judged("", 1)])))


def test_check_with_a_file_that_is_not_there(course, judged, golden):
    gone = ExerciseResult(
        exercise="ch91/adder", status="missing", score=0, max_score=5, message="expected ch91/adder.py"
    )
    golden("check-missing.txt", printed(exercise_report(course, [gone, judged("", 1)])))


def a_class(course, judged, names=("ada", "bob", "cleo", "dan", "eve", "finn")):
    answers = ["", "#= test_sum failed deadlock 3\n", "#= * student_error\n", "#= * timeout\n", "#= kit breaks 9\n", ""]
    submissions = []
    for name, answer in zip(names, answers, strict=False):
        second = ExerciseResult(
            exercise="ch91/sorter", status="missing", score=0, max_score=10, message="expected ch91/sorter.py"
        )
        if name == "bob":
            second = msgspec.structs.replace(second, status="unusable", message="sorter.py is a link.")
        if name == "ada":
            second = judged("", 1)
        submissions.append(score_submission(name, [judged(answer), second]))
    around = surroundings(course.exercises, Conditions(), "T0")
    run = Run(
        started="2026-01-01T00:00:00+00:00",
        finished="2026-01-01T00:01:00+00:00",
        python="CPython 3.11.0",
        engine="0123456789abcdef",
        limits=around.limits,
        seed=0,
        tier="T2",
        exercises=("ch91/adder", "ch91/sorter"),
    )
    return Results(run=run, submissions=tuple(submissions))


def test_a_class(course, judged, golden):
    results = a_class(course, judged)
    golden("class.txt", printed(lambda console: reports.print_all(console, results, title="ch91 Sums and sorts")))


def test_the_report_for_a_student_shows_no_hidden_check(course, judged, golden):
    results = a_class(course, judged, ["bob"])
    hidden = judged("#= test_two_adders failed deadlock 3\n")
    results = msgspec.structs.replace(
        results, submissions=(score_submission("bob", [hidden, results.submissions[0].exercises[1]]),)
    )
    [text] = reports.student_reports(results, {"ch91/adder": "Add without losing"}).values()
    assert "self.total" not in text
    golden("student-hidden.txt", text)


def test_many_exercises_are_shown_a_chapter_a_column(course, judged, golden):
    ids = [f"ch{chapter:02}/e{number}" for chapter in (1, 2, 3) for number in range(4)]
    checks = [one_check("test_sum", 5, False, "passed")]
    submission = score_submission("ada", [score_exercise(exercise, checks) for exercise in ids])
    results = a_class(course, judged)
    run = msgspec.structs.replace(results.run, exercises=tuple(ids))
    results = msgspec.structs.replace(results, run=run, submissions=(submission,))
    golden("class-by-chapter.txt", printed(lambda console: print_class(console, results)))


def certificate(course, runner, stray=()):
    found = verify(course.exercises, runner, conditions=Conditions(), jobs=1, on_done=lambda _trial, _variant: None)
    for entry in found.exercises:
        variants = tuple(msgspec.structs.replace(variant, seconds=0.5) for variant in entry.variants)
        msgspec.structs.force_setattr(entry, "variants", variants)
    return lambda console: print_verification(console, found, stray=stray)


def test_the_certificate(course, runner, golden):
    golden("certificate.txt", printed(certificate(course, runner)))


def test_the_certificate_of_a_bad_course(course, root, runner, golden):
    change(root, "tests/ch91/adder/mutants/lost_update.py", '"""I read.\n\nCaught by: test_sum\n"""\n')
    change(root, "solutions/ch91/sorter.py", "#= test_order failed deadlock 2")
    shown = certificate(course, runner, stray=["exercises/ch91/old.py belongs to no exercise of ch91's chapter.toml."])
    golden("certificate-bad.txt", printed(shown))


def test_the_certificate_of_a_long_name_is_whole(course, runner):
    found = verify(course.exercises, runner, conditions=Conditions(), jobs=1, on_done=lambda _trial, _variant: None)
    long = msgspec.structs.replace(found.exercises[0], exercise="ch06/find_lost_update")
    found = msgspec.structs.replace(found, exercises=(long,))
    text = printed(lambda console: print_verification(console, found, stray=[]))
    assert "ch06/find_lost_update  fails      2/2" in text
    assert "…" not in text


EVERYTHING = ["check", "class", "certificate"]


@pytest.fixture
def show(request, course, judged, runner):
    def go(what, student="bob"):
        if what == "check":
            return exercise_report(course, [judged("#= test_sum failed assertion 2\n"), judged("#= * timeout", 1)])
        if what == "class":
            results = a_class(course, judged, ["ada", student, "cleo"])
            return lambda console: reports.print_all(console, results, title="t")
        return certificate(course, runner)

    return go


@pytest.mark.parametrize("what", EVERYTHING)
def test_all_fits_80_columns(show, what):
    assert [line for line in printed(show(what)).splitlines() if len(line) > 80] == []


@pytest.mark.parametrize("what", EVERYTHING)
def test_colour_is_for_terminals_that_want_it(show, what):
    assert "\x1b[" in printed(show(what), terminal=True, environ={"TERM": "xterm-256color"})
    assert "\x1b" not in printed(show(what), terminal=True, environ={"TERM": "xterm", "NO_COLOR": "1"})
    assert "\x1b" not in printed(show(what), terminal=True, environ={"TERM": "dumb"})
    assert "\x1b" not in printed(show(what), environ={"FORCE_COLOR": "1"})


@pytest.mark.parametrize("what", EVERYTHING)
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_an_old_encoding_gets_what_it_can_say(show, what, encoding):
    text = printed(show(what), encoding=encoding)
    assert text.encode(encoding).decode(encoding) == text
    assert "?????" not in text


EVIL = "bob\x1b[2J\x1b]0;owned\x07\x9b31m\u202egpj.exe\u200b\r\x08\x00\ud800<b>[red]x[/red]:smile:"


@pytest.mark.parametrize("what", ["class"])
def test_a_name_is_never_obeyed(show, what):
    text = printed(show(what, EVIL), terminal=True, environ={"TERM": "xterm", "NO_COLOR": "1"})
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b\ud800]", text)
    assert r"bob\x1b[2J" in text


def test_a_message_is_never_obeyed(course, judged):
    result = judged("")
    check = msgspec.structs.replace(result.checks[0], status="student_error", points=0, message=f"one\n{EVIL}\n\ttwo")
    result = score_exercise("ch91/adder", [check])
    text = printed(exercise_report(course, [result]))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u200b\ud800]", text)
    assert "[red]x[/red]:smile:" in "".join(text.split("\n"))


def test_a_flood_of_evidence_is_cut_to_a_screen(course, judged):
    result = judged("#= test_sum failed deadlock 2\n")
    check = result.checks[0]
    flood = msgspec.structs.replace(check.evidence, text="\n".join(map(str, range(10_000))))
    result = score_exercise("ch91/adder", [msgspec.structs.replace(check, evidence=flood)])
    text = printed(exercise_report(course, [result]))
    assert len(text.splitlines()) < 60
    assert "... 9962 lines left out ..." in text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ntext", "plain\ntext"),
        ("tab\tbed", "tab bed"),
        ("line\r\nend\rhere", "line\nend\\rhere"),
        ("\x1b[31m", "\\x1b[31m"),
        ("naïve 漢字 ─", "naïve 漢字 ─"),
        ("a\u2028b\u202ec", "a\\u2028b\\u202ec"),
        ("\ud800", "\\ud800"),
    ],
)
def test_printable(text, shown):
    assert printable(text) == shown


def test_one_line_is_one_line():
    assert one_line("a\n b\x0b\tc") == "a b\\x0b c"
    assert one_line("x" * 50, 10) == "xxxxxxx..."


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def test_the_time_left_comes_from_what_this_run_did():
    clock = Clock()
    pace = Pace(clock)
    pace.start(total=100, done_before=80)
    assert pace.text() == ""
    clock.now, pace.done = 10.0, 90
    assert pace.text() == "1.0/s, 10 s left"
    clock.now, pace.done = 40.0, 100
    assert pace.text() == "2.0 s each, 40 s in all"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (59.4, "59 s"), (61, "1 min 01 s"), (3599, "59 min 59 s"), (7800, "2 h 10 min")]
)
def test_durations(seconds, text):
    assert duration(seconds) == text


def test_a_log_gets_the_first_the_last_and_a_line_now_and_then():
    clock, stream = Clock(), Terminal(terminal=False)
    with _Lines(make_console(stream, {}), log_seconds=5, clock=clock) as progress:
        progress.start(10)
        for number in range(10):
            clock.now += 1
            progress.advance(f"file {number}")
    assert [line.split(" (")[0] for line in stream.getvalue().splitlines()] == [
        "[ 1/10] file 0",
        "[ 6/10] file 5",
        "[10/10] file 9",
    ]
