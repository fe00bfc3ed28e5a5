from tests.kit.course.conftest import course, root, runner

__all__ = ["course", "root", "runner"]
