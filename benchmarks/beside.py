"""shapelint beside other tools on the same trees: time, memory, and how time grows.

    python benchmarks/beside.py FOLDER [FOLDER ...] [--pyrefly PATH] [--rounds 3] [--out docs]

Each tool runs in a process of its own, in turns, so that whatever else the machine does meets all of them; compared is
the CPU time of the whole process, as a ratio to `libcst.parse_module` of the same files in the same round, and the peak
of memory. shapelint is measured cold (nothing kept), warm (an unchanged tree), and with its largest file changed.

How time grows: programs that are long in one way each, and four times as long. Printed is the time for four times
the length as a multiple of the time for one: 4 is linear.

`--out` writes the tables into `speed.md` there, between its marks, and the bars into `speed.svg`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bars import bars
from growing import PROGRAMS
from speed import PARSE, cpu_and_peak

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text, new_project

BARE = PARSE.replace("import libcst\n", "import ast\n").replace("libcst.parse_module", "ast.parse")
EXAMPLE = "import torch\nfrom torch import nn\nnn.ReLU()(torch.rand(2, 3))\n"
LENGTH = 100
BASE = "libcst"
"""The parse that all are compared with."""

Figures = dict[str, tuple[float, float, float]]
"""Tool -> its time as a ratio to the parse, its time in seconds, its peak of memory in MB."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="*")
    parser.add_argument("--pyrefly", default=shutil.which("pyrefly") or "")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(scratch, "bytecode"))
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
        cpu_and_peak([sys.executable, "-m", "shapelint", "check", "-"], EXAMPLE, environment)  # writes the bytecode
        cost({"a.py": EXAMPLE})
        growth = {name: grown(program, options.rounds) for name, program in PROGRAMS.items()}
        print(growth_table(growth))
        trees: dict[str, Figures] = {}
        for folder in options.folders:
            name = "/".join(Path(folder).parts[-2:])
            trees[name] = beside(folder, scratch, environment, options.rounds, options.pyrefly)
            print(tree_table({name: trees[name]}))
            if options.out:
                write(options.out, trees, growth)


def beside(folder: str, scratch: str, environment: dict[str, str], rounds: int, pyrefly: str) -> Figures:
    """Every tool on a copy of a tree, in turns."""
    copy, cache = Path(scratch, "tree", Path(folder).name), str(Path(scratch, "cache"))
    shutil.rmtree(copy.parent, ignore_errors=True)
    shutil.copytree(folder, copy)
    paths = sorted(str(path) for path in copy.rglob("*.py"))
    text = "\0".join(paths)
    largest = max(map(Path, paths), key=lambda path: path.stat().st_size)
    check = [sys.executable, "-m", "shapelint", "check", "-j1", "--isolated"]
    kept = [*check, "--cache-dir", cache, str(copy)]
    tools: dict[str, tuple[list[str], str]] = {
        BASE: ([sys.executable, "-c", PARSE], text),
        "ast": ([sys.executable, "-c", BARE], text),
        "shapelint, cold": ([*check, "--no-cache", str(copy)], ""),
        "shapelint, warm": (kept, ""),
        "shapelint, one file changed": (kept, ""),
        "ruff": (["ruff", "check", "--isolated", "--no-cache", "-q", str(copy)], ""),
    }
    if pyrefly:
        tools["pyrefly"] = ([pyrefly, "check", *paths], "")
    cpu_and_peak(kept, "", environment)
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in tools}
    for round_ in range(rounds):
        parse = 1.0
        for name, (command, given) in tools.items():
            if name == "shapelint, one file changed":
                with largest.open("a", encoding="utf-8") as file:
                    file.write(f"\n# {round_}\n")
            seconds, peak = cpu_and_peak(command, given, environment)
            parse = seconds if name == BASE else parse
            found[name].append((seconds / parse, seconds, peak))
    return {name: median(rows) for name, rows in found.items()}


def median(rows: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    ratio, seconds, peak = (statistics.median(column) for column in zip(*rows, strict=True))
    return ratio, seconds, peak


def grown(program: Callable[[int], dict[str, str]], rounds: int) -> float:
    """The time for four times the length, as a multiple of the time for one."""
    one = min(cost(program(LENGTH)) for _ in range(rounds))
    return min(cost(program(4 * LENGTH)) for _ in range(rounds)) / one


def cost(files: dict[str, str]) -> float:
    """CPU seconds for a check of these files, in this process."""
    project, begun = new_project(), time.process_time()
    for name, text in files.items():
        check_text(text, name, Config(), project=project)
    return time.process_time() - begun


def tree_table(trees: dict[str, Figures]) -> str:
    rows = ["| tree | tool | ratio | memory, MB |", "|---|---|---:|---:|"]
    for tree, figures in trees.items():
        for tool, (ratio, _, peak) in figures.items():
            rows.append(f"| {tree} | {tool} | {ratio:.2f} | {peak:.0f} |")
    return "\n".join(rows)


def growth_table(growth: dict[str, float]) -> str:
    rows = ["| four times as many | takes as many times as long |", "|---|---:|"]
    return "\n".join([*rows, *(f"| {name} | {times:.1f} |" for name, times in growth.items())])


def write(folder: Path, trees: dict[str, Figures], growth: dict[str, float]) -> None:
    """The tables between the marks of `speed.md`, and the picture beside it."""
    page = folder / "speed.md"
    before, _, rest = page.read_text(encoding="utf-8").partition("<!-- measured -->\n")
    after = rest.partition("<!-- end of measured -->")[2]
    tables = f"{tree_table(trees)}\n\n{growth_table(growth)}\n"
    page.write_text(f"{before}<!-- measured -->\n\n{tables}\n<!-- end of measured -->{after}", encoding="utf-8")
    picture = {tree: {tool: one[0] for tool, one in figures.items()} for tree, figures in trees.items()}
    (folder / "speed.svg").write_text(bars(picture), encoding="utf-8")


if __name__ == "__main__":
    main()
