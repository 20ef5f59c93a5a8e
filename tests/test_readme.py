"""What the README shows is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent.parent
README = (HERE / "README.md").read_text()


def test_the_output_it_shows_is_the_output_there_is() -> None:
    """`python tests/test_readme.py` puts the real output there."""
    assert shown() == real()


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
    from shapelint.output.catalog import names

    section = README.partition("## Formats")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z-]+)`", section)) - {"--output-format"}
    assert named == set(names())


BLOCK = re.compile(
    r"(?<=<!-- output of: shapelint examples/ -->\n```text\n).*?(?=```\n<!-- end of output -->)", re.DOTALL
)


def shown() -> str:
    found = BLOCK.search(README)
    assert found
    return found.group()


def real() -> str:
    environment = {**os.environ, "PYTHONPATH": str(HERE), "NO_COLOR": "1"}
    command = [sys.executable, "-m", "shapelint", "examples/"]
    done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "")
    return done.stdout


if __name__ == "__main__":
    output = real()
    (HERE / "README.md").write_text(BLOCK.sub(lambda _: output, README))
