"""simulate on programs of one's own: the table, the chart, the JSON object, exit codes."""

import json
import xml.etree.ElementTree as ET

import pytest

from tests.kit.cli.command import grader

PROGRAMS = {
    "pool.py": """\
from concurrent.futures import ThreadPoolExecutor

from grader.kit import crunch, fetch


def main():
    crunch(1)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(crunch, [1] * 8))
    fetch("page", 0.5)
""",
    "waiting.py": """\
import threading
import time

from grader.kit import crunch

done = False


def work():
    global done
    crunch(0.75)
    time.sleep(0.25)
    done = True


def main():
    threading.Thread(target=work, name="<worker>").start()
    while not done:
        pass
""",
    "deadlock.py": """\
import threading

from grader.kit import crunch


def main():
    crunch(1)
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
""",
    "syntax.py": "def main(:\n",
    "real.py": "import socket\n\n\ndef main():\n    pass\n",
    "nothing.py": "def main():\n    pass\n",
}


@pytest.fixture
def folder(tmp_path):
    for name, text in PROGRAMS.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code", "name"),
    [
        (["pool.py"], 0, "pool.txt"),
        (["waiting.py", "--cores", "2,1", "--gil"], 0, "waiting.txt"),
        (["deadlock.py", "--cores", "2", "--no-gil"], 1, "deadlock_simulated.txt"),
        (["nothing.py", "--cores", "1"], 0, "nothing.txt"),
    ],
)
def test_the_screen(folder, golden, words, code, name):
    made = grader("simulate", *words, cwd=folder)
    assert (made.returncode, made.stderr) == (code, "")
    assert max(map(len, made.stdout.split("\n"))) <= 80
    golden(name, made.stdout)


def test_without_unicode_the_chart_is_ascii(folder):
    made = grader("simulate", "waiting.py", cwd=folder, PYTHONIOENCODING="ascii")
    assert made.returncode == 0
    assert made.stdout.isascii()
    assert "#" in made.stdout


def test_json(folder):
    made = grader("simulate", "pool.py", "--cores", "2,4", "--json", "-", cwd=folder)
    found = json.loads(made.stdout)
    assert found["schema"] == "grader.simulate/1"
    assert [(r["cores"], r["gil"], r["makespan"], r["speed_up"]) for r in found["runs"]] == [
        (2, False, 5.5, 9.5 / 5.5), (4, False, 3.5, 9.5 / 3.5), (2, True, 9.5, 1.0), (4, True, 9.5, 1.0),
    ]  # fmt: skip
    failing = json.loads(grader("simulate", "deadlock.py", "--cores", "1", "--json", "-", cwd=folder).stdout)
    assert failing["runs"][0]["failure"]["kind"] == "deadlock"


def test_svg_is_one_escaped_element(folder):
    assert grader("simulate", "waiting.py", "--svg", "chart.svg", cwd=folder).returncode == 0
    text = (folder / "chart.svg").read_text()
    root = ET.fromstring(text)
    assert root.tag.endswith("svg")
    assert "&lt;worker&gt;" in text
    assert "<worker>" not in text
    assert "script" not in text


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["syntax.py"], 2, "syntax"),
        (["absent.py"], 2, "no file"),
        (["pool.py", "--entry", "begin"], 2, "begin"),
        (["pool.py", "--cores", "0"], 2, "from 1 to 64"),
        (["pool.py", "--cores", "1,x"], 2, "from 1 to 64"),
        (["pool.py", "--cores", "65"], 2, "from 1 to 64"),
        (["real.py"], 3, "socket"),
    ],
)
def test_what_cannot_be_run(folder, words, code, said):
    made = grader("simulate", *words, cwd=folder)
    assert made.returncode == code
    assert said in made.stdout + made.stderr
    assert "Traceback" not in made.stderr
