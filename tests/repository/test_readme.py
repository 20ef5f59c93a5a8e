"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parents[2]
README = (HERE / "README.md").read_text()


def test_the_output_it_shows_is_the_output_there_is() -> None:
    """`python tests/repository/test_readme.py` puts the real output there."""
    shown = {block["command"]: block["output"] for block in BLOCK.finditer(README)}
    assert len(shown) == README.count("<!-- output of:") == README.count("<!-- end of output -->")
    assert shown == {command: real(command) for command in shown}


def test_every_question_has_its_command() -> None:
    section = README.partition("## Questions it answers")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\*\*.*\?\*\*", section, re.MULTILINE)) == len(BLOCK.findall(section))


def test_the_first_command_installs_and_runs() -> None:
    first = README[README.index("```sh") :].split("\n")[1]
    assert first == "pip install . && shapelint examples/"


def test_the_test_command_is_the_one_that_ci_runs() -> None:
    script = (HERE / ".ci" / "run").read_text()
    awk = re.search(r"command=\$\((awk .*) README\.md\)", script)
    assert awk
    done = subprocess.run(
        ["bash", "-c", f"{awk.group(1)} README.md"], cwd=HERE, capture_output=True, text=True, check=True
    )
    assert done.stdout == 'pip install torch==2.13.0 -e ".[dev]" && pytest -n 2\n'


def test_the_formats_it_names_are_the_formats_there_are() -> None:
    from shapelint.report.render.catalog import names

    section = README.partition("## Formats")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z-]+)`", section)) - {"--output-format"}
    assert named == set(names())


BLOCK = re.compile(
    r"<!-- output of: (?P<command>shapelint [^\n]*) -->\n```text\n(?P<output>.*?)```\n<!-- end of output -->", re.DOTALL
)
FIRST = "shapelint examples/"
"""The command that stands above its output already."""


def real(command: str) -> str:
    """What a command prints, with the command above it."""
    environment = {**os.environ, "PYTHONPATH": str(HERE), "NO_COLOR": "1", "COLUMNS": "100"}
    words = [sys.executable, "-m", *shlex.split(command)]
    done = subprocess.run(words, cwd=HERE, env=environment, capture_output=True, text=True, check=False)
    finds = command == FIRST or command.startswith("shapelint compare")
    assert (done.returncode, done.stderr) == (int(finds), "")
    return done.stdout if command == FIRST else f"$ {command}\n{done.stdout}"


if __name__ == "__main__":

    def fresh(block: re.Match[str]) -> str:
        return f"<!-- output of: {block['command']} -->\n```text\n{real(block['command'])}```\n<!-- end of output -->"

    (HERE / "README.md").write_text(BLOCK.sub(fresh, README))
