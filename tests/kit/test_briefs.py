"""The briefs of the chapters: what they show runs and prints what they say, and what they link to is there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BRIEFS = sorted((ROOT / "exercises").glob("*/README.md"))
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n\n```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
EXAMPLES = [
    pytest.param(code, printed, id=f"{brief.parent.name}-{number}")
    for brief in BRIEFS
    for number, (code, printed) in enumerate(EXAMPLE.findall(brief.read_text(encoding="utf-8")), 1)
]


@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_an_example_prints_what_the_brief_says(code: str, printed: str) -> None:
    line = [sys.executable, "-I", "-W", "error", "-c", code]
    done = subprocess.run(line, capture_output=True, text=True, check=False, timeout=60)
    assert (done.stdout, done.stderr) == (printed, "")


@pytest.mark.parametrize("brief", BRIEFS, ids=lambda brief: brief.parent.name)
def test_every_example_shows_its_output_and_every_link_leads_somewhere(brief: Path) -> None:
    text = brief.read_text(encoding="utf-8")
    assert text.count("```python\n") == len(EXAMPLE.findall(text))
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in link]
    assert [link for link in links if not (brief.parent / link).exists()] == []
