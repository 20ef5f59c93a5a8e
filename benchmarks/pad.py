"""What `shapelint pad` answers to random questions, against torch: sizes, refusals, every line of code, SAME's values.

    python benchmarks/pad.py [COUNT] [SEED]

Prints every disagreement, and how many there were.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from time import perf_counter

TOP = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TOP), str(TOP / "tests" / "layers")]

from pad_torch import problems, question  # noqa: E402


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    start, wrong, same = perf_counter(), 0, 0
    for _ in range(count):
        kind, options = question(rng)
        same += "same" in options
        found = list(problems(kind, options))
        wrong += bool(found)
        for problem in found:
            print(kind, options, problem)
    print(f"{count} questions, {same} of them about 'same': {wrong} wrong ({perf_counter() - start:.0f} s)")


if __name__ == "__main__":
    main()
