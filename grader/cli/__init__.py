"""The command line: thin, it reads options, calls the parts, prints."""

from grader.cli.app import main

__all__ = ["main"]
