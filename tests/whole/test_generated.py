"""Generated programs, with torch as judge: no false alarm, and hardly a shape that torch contradicts.

`benchmarks/generate.py` runs as many more as one likes.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("einops")

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from generator.judge import Verdict, judge  # noqa: E402
from generator.program import program  # noqa: E402

SEEDS = 300
GROUPS = 6


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    return []


@pytest.mark.parametrize("group", range(GROUPS))
def test_nothing_false_is_said_of_generated_programs(group: int, verdicts: list[Verdict]) -> None:
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        for seed in range(group, SEEDS, GROUPS):
            verdict = judge(program(seed))
            verdicts.append(verdict)
            assert not verdict.false, f"seed {seed}: {verdict.false}\n{verdict.text}"
            assert not verdict.faults, f"seed {seed}: {verdict.faults}\n{verdict.text}"
    finally:
        torch.set_num_threads(threads)


def test_the_generated_programs_are_of_many_kinds(verdicts: list[Verdict]) -> None:
    """Where all of them were judged: they fail often enough, and are seldom plain."""
    if len(verdicts) < SEEDS:
        pytest.skip("not all of them were judged here")
    assert sum(verdict.fails for verdict in verdicts) >= SEEDS / 4
    assert sum(verdict.is_dubious for verdict in verdicts) >= SEEDS / 3
    assert len(set().union(*(verdict.operations for verdict in verdicts))) >= 150
    assert sum(bool(verdict.contradicted) for verdict in verdicts) <= SEEDS / 100
    refused = [verdict for verdict in verdicts if verdict.refused]
    assert sum(not verdict.missed for verdict in refused) >= 0.9 * len(refused) > 0


def test_a_seed_is_a_program() -> None:
    assert program(3) == program(3)
    assert program(3) != program(4)
