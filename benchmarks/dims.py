"""What symbolic sizes cost, as ratios to the same arithmetic on plain integers in the same run.

    python benchmarks/dims.py

Both sides run the very same code, once on integers and once on sizes; times are the best of several rounds, so that
the ratio says what a symbol costs and not how fast the machine is. The last column is the time of one symbolic run.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from shapelint.sizes.dims import ceil_div, evaluate, product, substitute, symbol
from shapelint.sizes.facts import Facts, Verdict

ROUNDS = 7
NUMBERS = {"N": 2, "C": 64, "H": 224, "W": 192}


def twenty_convolutions(sizes: dict[str, Any]) -> Any:
    """kernel 3, stride 2, padding 1"""
    n = sizes["H"]
    for _ in range(20):
        n = (n + 2 - 2 - 1) // 2 + 1
    return n


def a_resnet(sizes: dict[str, Any]) -> Any:
    """16 blocks of two 3x3 convolutions over height and width, five of them strided, then flatten"""
    n, c, h, w = (sizes[name] for name in "NCHW")
    for block in range(16):
        stride = 2 if block % 3 == 0 and block < 15 else 1
        for step in (stride, 1):
            h, w = (h + 2 - 2 - 1) // step + 1, (w + 2 - 2 - 1) // step + 1
    return n, c * h * w


def a_unet(sizes: dict[str, Any]) -> Any:
    """four poolings, four doublings, the difference padded as the usual decoder does"""
    skips = []
    h = sizes["H"]
    for _ in range(4):
        skips.append(h)
        h = h // 2
    for skip in reversed(skips):
        h = 2 * h
        gap = skip - h
        h = h + gap // 2 + (gap - gap // 2)
    return h


def a_flattened_view(sizes: dict[str, Any]) -> Any:
    """the missing axis of view(N, -1, C)"""
    return product([sizes[name] for name in "NCHW"]) // (sizes["N"] * sizes["C"])


def windows(sizes: dict[str, Any]) -> Any:
    """Swin: pad to windows of 7, count them"""
    h, w = (ceil_div(sizes[name], 7) * 7 for name in "HW")
    return sizes["N"] * (h // 7) * (w // 7), 49 * sizes["C"]


CHAINS: list[Callable[[dict[str, Any]], Any]] = [twenty_convolutions, a_resnet, a_unet, a_flattened_view, windows]


def best(run: Callable[[], Any]) -> float:
    """The seconds that one run takes."""
    times = 1
    while True:
        start = perf_counter()
        for _ in range(times):
            run()
        spent = perf_counter() - start
        if spent > 0.005:
            break
        times *= 4
    rounds = [spent]
    for _ in range(ROUNDS):
        start = perf_counter()
        for _ in range(times):
            run()
        rounds.append(perf_counter() - start)
    return min(rounds) / times


def row(name: str, plain: float, symbolic: float) -> None:
    print(f"{name:<34} {plain * 1e6:>10.1f} {symbolic / plain:>8.0f}x {symbolic * 1e3:>12.4f}")


def judged() -> tuple[Facts, dict[str, Any]]:
    """Facts as they are within a network: some sizes solved, some bounded."""
    facts = Facts()
    sizes = {name: facts.fresh(name) for name in "NCHW"}
    facts.assume_same(sizes["C"], 64)
    facts.assume_at_least(sizes["H"], 33)
    facts.assume_divides(2, sizes["W"])
    return facts, sizes


def uncached(facts: Facts, a: Any, b: Any) -> Callable[[], Verdict]:
    def run() -> Verdict:
        facts._answers.clear()
        facts._undecided.clear()
        return facts.same(a, b)

    return run


def assuming() -> Facts:
    """Twenty convolutions on an unknown image, each of which requires its output to be at least 1."""
    facts = Facts()
    n: Any = facts.fresh("H")
    for _ in range(20):
        n = (n + 2 - 2 - 1) // 2 + 1
        if facts.at_least(n, 1) is Verdict.UNKNOWN:
            facts.assume_at_least(n, 1)
    return facts


def main() -> None:
    sizes = {name: symbol(name) for name in NUMBERS}
    print(f"{'':<34} {'plain us':>10} {'ratio':>9} {'symbolic ms':>12}")
    for chain in CHAINS:
        symbolic = chain(sizes)
        plain = chain(NUMBERS)
        pairs = zip(symbolic, plain, strict=True) if isinstance(plain, tuple) else [(symbolic, plain)]
        assert all(evaluate(one, NUMBERS) == other for one, other in pairs)
        row(chain.__name__.replace("_", " "), best(lambda: chain(NUMBERS)), best(lambda: chain(sizes)))  # noqa: B023
    closed = twenty_convolutions(sizes)
    plainly = best(lambda: twenty_convolutions(NUMBERS))
    row("evaluate, 20 convolutions", plainly, best(lambda: evaluate(closed, NUMBERS)))
    row("substitute H = 2*k", best(lambda: 448 // 2), best(lambda: substitute(closed, {"H": 2 * sizes["C"]})))
    facts, there = judged()
    compare = best(lambda: NUMBERS["H"] == NUMBERS["W"])
    flat = a_resnet(there)[1]
    row("same: 64*k == 1000 (NO)", compare, best(uncached(facts, 64 * there["N"], 1000)))
    row("same: flatten == 25088 (UNKNOWN)", compare, best(uncached(facts, flat, 25088)))
    row("same: 2*(W//2) == W (YES, even)", compare, best(uncached(facts, 2 * (there["W"] // 2), there["W"])))
    row("same, asked again", compare, best(lambda: facts.same(flat, 25088)))
    row("20 convolutions, each required", plainly, best(assuming))


if __name__ == "__main__":
    main()
