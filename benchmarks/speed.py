"""The whole check, cold and in one process, against libcst parsing the same files.

    python benchmarks/speed.py FOLDER [FOLDER ...]

Both run in a process of their own, one after the other, in turns; what is compared is the CPU time of the whole process
(start-up and imports included), as a ratio, and the peak of memory. The files parsed are those that mention torch, as
only those are checked. Python's bytecode of shapelint and libcst is there beforehand, as it is after an installation.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

PARSE = """
import gc, sys
import libcst
gc.disable()
for path in sys.stdin.read().split("\\0"):
    with open(path, "rb") as file:
        data = file.read()
    if b"torch" in data:
        libcst.parse_module(data)
"""


def cpu_and_peak(command: list[str], text: str, environment: dict[str, str]) -> tuple[float, float]:
    """CPU seconds and peak memory (MB) of a command, measured in a child of its own."""
    measure = (
        "import json, resource, subprocess, sys;"
        "done = subprocess.run(sys.argv[1:], stdin=sys.stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL);"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN);"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss, done.returncode)"
    )
    out = subprocess.run(
        [sys.executable, "-c", measure, *command],
        input=text, capture_output=True, text=True, check=True, env=environment,
    )  # fmt: skip
    seconds, peak, code = out.stdout.split()
    if int(code) not in (0, 1):
        raise SystemExit(f"{' '.join(command[:4])} ... ended with {code}")
    return float(seconds), float(peak) / (1 if sys.platform == "darwin" else 1024) / (
        1024 if sys.platform == "darwin" else 1
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as bytecode:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = bytecode
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[1])
        subprocess.run(
            [sys.executable, "-m", "shapelint", "--version"], check=True, capture_output=True, env=environment
        )
        compare(options.folders, options.rounds, environment)


def compare(folders: list[str], rounds: int, environment: dict[str, str]) -> None:
    example = "import torch\nfrom torch import nn\nnn.ReLU()(torch.rand(2, 3))\n"
    cpu_and_peak(
        [sys.executable, "-m", "shapelint", "check", "-j1", "--isolated", "--no-cache", "-"], example, environment
    )
    for folder in folders:
        paths = sorted(str(path) for path in Path(folder).rglob("*.py"))
        ratios, checks, parses, peaks = [], [], [], []
        for _ in range(rounds):
            parse, _ = cpu_and_peak([sys.executable, "-c", PARSE], "\0".join(paths), environment)
            command = [sys.executable, "-m", "shapelint", "check", "-j1", "--isolated", "--no-cache", folder]
            check, peak = cpu_and_peak(command, "", environment)
            ratios.append(check / parse)
            checks.append(check)
            parses.append(parse)
            peaks.append(peak)
        print(
            f"{folder}: {len(paths)} files; check {statistics.median(checks):.2f} s, "
            f"libcst.parse_module {statistics.median(parses):.2f} s, ratio {statistics.median(ratios):.2f}, "
            f"peak {max(peaks):.0f} MB"
        )


if __name__ == "__main__":
    main()
