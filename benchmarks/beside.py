"""shapelint beside other tools on the same trees: time, memory, and how time grows.

    python benchmarks/beside.py FOLDER [FOLDER ...] [--pyrefly PATH] [--rounds 3] [--out docs]

Each tool runs in a process of its own, in turns, so that whatever else the machine does meets all of them; compared is
the CPU time of the whole process, as a ratio to `libcst.parse_module` of the same files in the same round, and the peak
of memory. shapelint is measured cold (nothing kept), warm (an unchanged tree), and with one file changed.

How time grows: programs that are long in one way each, twice and four times as long. Printed is the time for four times
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
from pathlib import Path

from bars import bars
from growing import PROGRAMS
from speed import PARSE, cpu_and_peak

BARE = PARSE.replace("import libcst\n", "import ast\n").replace("libcst.parse_module", "ast.parse")
EXAMPLE = "import torch\nfrom torch import nn\nnn.ReLU()(torch.rand(2, 3))\n"
LENGTH = 40
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
        growth = {name: grown(program, scratch, environment, options.rounds) for name, program in PROGRAMS.items()}
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
                Path(paths[len(paths) // 2]).write_text(
                    Path(paths[len(paths) // 2]).read_text(encoding="utf-8") + f"\n# {round_}\n", encoding="utf-8"
                )
            seconds, peak = cpu_and_peak(command, given, environment)
            parse = seconds if name == BASE else parse
            found[name].append((seconds / parse, seconds, peak))
    return {name: median(rows) for name, rows in found.items()}


def median(rows: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    ratio, seconds, peak = (statistics.median(column) for column in zip(*rows, strict=True))
    return ratio, seconds, peak


def grown(program: object, scratch: str, environment: dict[str, str], rounds: int) -> float:
    """The time for four times the length, as a multiple of the time for one, beyond that of an empty program."""
    times: dict[int, list[float]] = {0: [], 1: [], 4: []}
    for _ in range(rounds):
        for times_, seconds in times.items():
            folder = Path(scratch, "growing")
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            files = program(LENGTH * times_) if times_ else {"a.py": "import torch\n"}  # type: ignore[operator]
            for name, text in files.items():
                Path(folder, name).write_text(text, encoding="utf-8")
            command = [sys.executable, "-m", "shapelint", "check", "-j1", "--isolated", "--no-cache", str(folder)]
            seconds.append(cpu_and_peak(command, "", environment)[0])
    empty, one, four = (min(seconds) for seconds in times.values())
    return (four - empty) / max(one - empty, 0.001)


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
    page.write_text(f"{before}<!-- measured -->\n{tables}<!-- end of measured -->{after}", encoding="utf-8")
    picture = {tree: {tool: one[0] for tool, one in figures.items()} for tree, figures in trees.items()}
    (folder / "speed.svg").write_text(bars(picture), encoding="utf-8")


if __name__ == "__main__":
    main()
