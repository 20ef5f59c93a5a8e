"""How new results lie in memory, beside torch: of every operation that gives rows for rows."""

from __future__ import annotations

import importlib
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import pytest
from agreement import REGISTRY

from shapelint.confirm import replay, replay_numpy
from shapelint.ops.core import perform
from shapelint.ops.core.catalog import find
from shapelint.ops.core.layout_facts import gives_rows
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Tensor, contiguous_strides

torch = pytest.importorskip("torch")

for path in sorted(Path(__file__).parent.glob("test_agreement_*.py")):
    importlib.import_module(path.stem)

MOST_SAMPLES = 4


def strides_of(values: Any) -> list[list[int] | None]:
    """Of each tensor, the strides of the axes that have more than one element; None where they are not known."""
    found: list[list[int] | None] = []
    for one in replay.leaves(values):
        if isinstance(one, Tensor):
            shape = one.known_shape
            known = (
                shape is not None and one.strides is not None and all(isinstance(size, int) and size for size in shape)
            )
            found.append(None if not known else [s for s, size in zip(one.strides or (), shape or ()) if size != 1])
        elif isinstance(one, torch.Tensor):
            found.append(None if 0 in one.shape else [s for s, size in zip(one.stride(), one.shape) if size != 1])
    return found


@pytest.mark.parametrize("name", sorted(name for name in REGISTRY if (found := find(name)) and gives_rows(found)))
def test_rows_stay_rows(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real: list[Any] = []
    monkeypatch.setattr(replay_numpy, "types", real.append)  # which is asked about each result
    known = 0
    for owner, generator in REGISTRY[name]:
        for one in islice(generator(Random(f"{name} {owner}")), MOST_SAMPLES):
            given = [each for each in replay.leaves([one.args, list(one.kwargs.values())]) if isinstance(each, Tensor)]
            if one.args is None or not all(each.strides == contiguous_strides(each.shape) for each in given):
                continue
            real.clear()
            if not isinstance(replay.replay(name, one.build, one.args, one.kwargs), replay.Accepted):
                continue
            ours = strides_of(_made(name, one))
            theirs = strides_of(real[-1])
            for own, wanted in zip(ours, theirs):
                assert own is None or wanted is None or own == wanted, (
                    f"{one.call_text(name)}: {own}, torch has {wanted}"
                )
                known += own is not None
    if not known:
        pytest.skip("nothing is known of these samples")


def _made(name: str, one: Any) -> Any:
    operation = find(name)
    assert operation is not None
    attributes: dict[str, Any] = {}
    if one.build is not None:
        perform.build(operation, *one.build, Facts(), attributes)
    return perform.call(operation, one.args, one.kwargs, Facts(), attributes or None).result
