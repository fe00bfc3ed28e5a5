import pytest

from grader.course import load_course
from tests.kit.course.fakes import FakeRunner, make_course


@pytest.fixture
def root(tmp_path):
    return make_course(tmp_path / "kit")


@pytest.fixture
def course(root):
    return load_course(root)


@pytest.fixture
def runner():
    return FakeRunner()
