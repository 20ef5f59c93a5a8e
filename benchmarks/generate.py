"""Generated programs with torch as judge: what shapelint says of them that is wrong, and what it misses.

    python benchmarks/generate.py 1000                 # seeds 0 to 999
    python benchmarks/generate.py 1000 --from 5000     # seeds 5000 to 5999
    python benchmarks/generate.py --show 17            # the program of seed 17, with what came of it

Each program has random layers and functions, Python around them (functions, classes with inheritance, loops, `try`,
conditions that only its run decides), and mostly one mistake. torch runs it several times, with the unknown turned out
in different ways. `--kept FILE` writes what was misjudged to a file. Exit status 1: a false alarm, or a shape that
torch contradicts.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from generator.judge import Verdict, judge
from generator.program import program


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, nargs="?", default=200, help="how many seeds")
    parser.add_argument("--from", type=int, default=0, dest="first", metavar="SEED", help="the first of them")
    parser.add_argument("--show", type=int, metavar="SEED", help="one program, with what came of it")
    parser.add_argument("--kept", type=Path, metavar="FILE", help="where to write programs that were misjudged")
    options = parser.parse_args()
    import torch

    torch.set_num_threads(1)
    if options.show is not None:
        made = program(options.show)
        for row, line in enumerate(made.text.splitlines(), 1):
            print(f"{row:4} {line}")
        verdict = judge(made)
        print(f"fails: {verdict.fails}", *problems(verdict), *verdict.unjudged, sep="\n")
        return 0
    return report(options.first, options.count, options.kept)


def problems(verdict: Verdict) -> list[str]:
    """One line for each thing that is wrong."""
    told = [f"FALSE {one}" for one in verdict.false] + [f"WRONG {one}" for one in verdict.contradicted]
    told += [f"FAULT {one}" for one in verdict.faults]
    return told + ([f"MISSED {verdict.missed}"] if verdict.missed else [])


def report(first: int, count: int, kept: Path | None) -> int:
    counts: Counter[str] = Counter()
    operations: set[str] = set()
    begun = perf_counter()
    for seed in range(first, first + count):
        verdict = judge(program(seed))
        operations |= verdict.operations
        told = problems(verdict)
        for line in told:
            print(f"seed {seed}: {line}", flush=True)
        if told and kept is not None:
            with kept.open("a") as file:
                print(f"# seed {seed}", *(f"# {line}" for line in told), verdict.text, sep="\n", file=file)
        counts["fail in torch"] += verdict.fails
        counts["with unknown conditions, try or helpers"] += verdict.is_dubious
        counts["with a shape that torch refuses"] += verdict.refused
        counts["missed"] += bool(verdict.missed)
        counts["false alarms"] += bool(verdict.false)
        counts["shapes contradicted"] += bool(verdict.contradicted)
        counts["faults"] += bool(verdict.faults)
        counts["with errors where no run came by"] += bool(verdict.unjudged)
    print(f"{count} programs, {len(operations)} operations, {(perf_counter() - begun) / count:.3f} s each")
    for name, number in counts.items():
        print(f"  {number:6} {100 * number / count:5.1f} %  {name}")
    return int(counts["false alarms"] > 0 or counts["shapes contradicted"] > 0)


if __name__ == "__main__":
    sys.exit(main())
