"""results.json for a learning management system: the result model itself, checked."""

from __future__ import annotations

import msgspec

from grader.results import Results, results_from_json, to_json


def export(results: Results) -> str:
    """The file's text, by results.schema.json. Raises ValueError if it would not fit.

    The structs are what the schema is made from, so reading the text back strictly is
    checking it against the schema.
    """
    text = to_json(results)
    try:
        same = results_from_json(text) == results
    except msgspec.ValidationError as error:
        raise ValueError(f"the results do not fit their schema: {error}") from error
    if not same:
        raise ValueError("the results do not survive being written and read again")
    return text
