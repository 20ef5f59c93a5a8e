"""What shapelint and other tools find in the pairs of programs of the tests.

    python benchmarks/found.py [--pyrefly PATH] [--out docs]

Each pair is a program with a mistake (`*_bug.py`), after a public report or as beginners make it, and its twin with
that mended (`*_ok.py`). A tool finds the mistake where it says more of the program than of its twin. All tools run with
their own defaults and see torch installed. The programs were written for shapelint, which is tested with them: the
figures of the others are what the table is for.

`--out` writes the table into `comparison.md` there, between its marks.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
FOLDERS = ("tests/whole/pairs", "tests/whole/reported")
MARKS = re.compile(r"(<!-- measured -->\n).*?(<!-- end of measured -->)", re.DOTALL)
LINE = re.compile(r"^(?:ERROR |WARN )?(\S+?\.py):\d+(?::\d+\S*)?: (?!note:)", re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pyrefly", default=shutil.which("pyrefly") or "")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        bugs = copied(Path(scratch))
        python = sys.executable
        tools = {
            "shapelint": [python, "-m", "shapelint", "check", "--isolated", "--no-cache", "--output-format", "concise"],
            "ruff": ["ruff", "check", "--isolated", "--no-cache", "-q", "--output-format", "concise"],
            "mypy": [python, "-m", "mypy", "--cache-dir", "/dev/null", "--ignore-missing-imports"],
        }
        if options.pyrefly:
            given = ["--python-interpreter-path", python, "--output-format", "min-text"]
            tools["pyrefly"] = [options.pyrefly, "check", *given]
        rows = [(name, found_in(said(command, scratch), bugs)) for name, command in tools.items()]
    table = "\n".join([
        f"| tool, with its defaults | finds the mistake, of {len(bugs)} |",
        "|---|---:|",
        *(f"| {name} | {found} |" for name, found in rows),
    ])  # fmt: skip
    print(table)
    if options.out:
        page = options.out / "comparison.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(MARKS.sub(lambda marks: f"{marks[1]}\n{table}\n\n{marks[2]}", text), encoding="utf-8")


def copied(scratch: Path) -> list[tuple[str, str]]:
    """The pairs, copied to where no configuration stands: the names of each program and its twin."""
    found = []
    for folder in FOLDERS:
        for bug in sorted((HERE / folder).rglob("*_bug.py")):
            twin = bug.with_name(bug.name.replace("_bug.py", "_ok.py"))
            if twin.exists():
                names = (f"p{len(found)}_bug.py", f"p{len(found)}_ok.py")
                for source, name in zip((bug, twin), names):
                    (scratch / name).write_text(
                        re.sub(r"  # error:.*", "", source.read_text(encoding="utf-8")), "utf-8"
                    )
                found.append(names)
    return found


def said(command: list[str], scratch: str) -> Counter[str]:
    """How many diagnostics a tool has for each file."""
    files = sorted(path.name for path in Path(scratch).glob("*.py"))
    environment = {**os.environ, "PYTHONPATH": str(HERE)}
    done = subprocess.run([*command, *files], cwd=scratch, env=environment, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}: {done.stderr[-1000:]}")
    return Counter(Path(name).name for name in LINE.findall(done.stdout))


def found_in(told: Counter[str], pairs: list[tuple[str, str]]) -> int:
    """In how many pairs the mistake is found."""
    return sum(told[bug] > told[twin] for bug, twin in pairs)


if __name__ == "__main__":
    main()
