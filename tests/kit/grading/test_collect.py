"""Files of strangers: what is read, what is refused, and in which words."""

import os
import threading

import pytest

from grader.course import KitError
from grader.grading import collect
from grader.grading.reading import MAX_BYTES


@pytest.fixture
def submissions(tmp_path):
    folder = tmp_path / "submissions"
    folder.mkdir()
    return folder


def hand_in(submissions, student, place="ch91/adder.py", content="pass\n"):
    path = submissions / student / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def adder_of(submissions, course, student="ada"):
    found = {submission.student: submission for submission in collect(submissions, course.exercises)}
    return found[student].files["ch91/adder"]


@pytest.mark.parametrize("place", ["adder.py", "ch91/adder.py", "exercises/ch91/adder.py"])
def test_a_file_is_found_where_students_put_it(submissions, course, place):
    hand_in(submissions, "ada", place)
    assert adder_of(submissions, course).text == "pass\n"


def test_of_two_files_the_one_that_was_judged_is_named(submissions, course):
    hand_in(submissions, "ada", "ch91/adder.py", "first")
    hand_in(submissions, "ada", "adder.py", "second")
    handed_in = adder_of(submissions, course)
    assert handed_in.text == "first"
    assert handed_in.note == "ch91/adder.py was judged; adder.py was not."


def test_a_byte_order_mark_and_foreign_line_ends_are_fine(submissions, course):
    hand_in(submissions, "ada", content=b"\xef\xbb\xbfx = 1\r\n")
    assert adder_of(submissions, course).text == "x = 1\r\n"


def test_students_come_in_order_and_hidden_folders_do_not(submissions, course):
    for name in ("zoe", "ada", ".git"):
        hand_in(submissions, name)
    (submissions / "notes.txt").write_text("")
    assert [submission.student for submission in collect(submissions, course.exercises)] == ["ada", "zoe"]


def test_an_empty_folder_is_a_student_who_handed_in_nothing(submissions, course):
    (submissions / "ada").mkdir()
    [submission] = collect(submissions, course.exercises)
    assert submission.empty
    assert submission.files["ch91/adder"].note == "expected ch91/adder.py"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: path.symlink_to("/etc/passwd"), "ch91/adder.py is a link. Hand in the file itself."),
        (lambda path: path.symlink_to("nowhere"), "ch91/adder.py is a link"),
        (os.mkfifo, "ch91/adder.py is a pipe, not a regular file."),
        (lambda path: path.mkdir(), "ch91/adder.py is a folder, not a regular file."),
        (lambda path: path.write_bytes(b"caf\xe9"), "is not UTF-8 text: byte 3 is 0xe9."),
        (lambda path: path.write_bytes(b"#" * (MAX_BYTES + 1)), f"at most {MAX_BYTES} are read"),
    ],
)
def test_what_is_not_read_is_said(submissions, course, make, said):
    path = hand_in(submissions, "ada")
    path.unlink()
    make(path)
    handed_in = adder_of(submissions, course)
    assert (handed_in.text, handed_in.present) == (None, True)
    assert said in handed_in.note


def test_no_folder_on_the_way_may_be_a_link(submissions, course, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "ch91").mkdir(parents=True)
    (elsewhere / "ch91" / "adder.py").write_text("secret")
    (submissions / "ada").mkdir()
    (submissions / "ada" / "ch91").symlink_to(elsewhere / "ch91")
    (submissions / "bob").symlink_to(elsewhere)
    assert adder_of(submissions, course).note == "ch91 is a link. Hand in the file itself."
    assert "bob is a link" in adder_of(submissions, course, "bob").note


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_read_permission(submissions, course):
    hand_in(submissions, "ada").chmod(0)
    assert "permission denied" in adder_of(submissions, course).note


def test_nothing_is_left_open(submissions, course):
    hand_in(submissions, "ada")
    (submissions / "bob").mkdir()
    (submissions / "bob" / "adder.py").symlink_to("/etc/passwd")
    before = len(os.listdir("/dev/fd"))
    collect(submissions, course.exercises)
    assert len(os.listdir("/dev/fd")) == before
    assert threading.active_count() == 1


def test_a_name_that_is_no_text_is_shown_as_what_it_is(submissions, course):
    os.makedirs(os.path.join(os.fsencode(submissions), b"caf\xe9"))
    [submission] = collect(submissions, course.exercises)
    assert submission.student == "caf\\xe9"


def test_a_folder_that_is_not_there(tmp_path, course):
    with pytest.raises(KitError, match="There is no folder"):
        collect(tmp_path / "nowhere", course.exercises)


def test_an_archive_instead_of_a_folder(tmp_path, course):
    (tmp_path / "all.zip").write_bytes(b"PK")
    with pytest.raises(KitError, match="unpack it"):
        collect(tmp_path / "all.zip", course.exercises)


def test_a_folder_without_students(submissions, course):
    with pytest.raises(KitError, match="holds no students' folders"):
        collect(submissions, course.exercises)


def test_the_folder_of_one_student_is_told_apart(submissions, course):
    hand_in(submissions, "ada")
    with pytest.raises(KitError, match="this is the folder of one student"):
        collect(submissions / "ada", course.exercises)
