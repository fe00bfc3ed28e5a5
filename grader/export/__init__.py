"""Files for other systems: one module a target, each a pure function of the results."""

from grader.export.formats import FORMATS

__all__ = ["FORMATS"]
