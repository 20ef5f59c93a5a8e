"""Element types are held against torch: every operation's samples again, in other types.

What shapelint refuses torch refuses, and the type that it gives to a result is torch's.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from agreement import REGISTRY, Sample, _mapped, _same_types, _shapelint
from msgspec.structs import replace
from test_agreement_coverage import _read_all_samples

from shapelint.confirm.replay import Accepted, leaves, replay
from shapelint.confirm.replay_numpy import types
from shapelint.sizes.tensors import Array, Tensor

pytest.importorskip("torch")

TYPES = ("float64", "int64", "bool", "uint8", "float16")
_read_all_samples()
NAMES = [name for name in REGISTRY if name.startswith("torch.")]


def _is_tensor(value: Any) -> bool:
    return isinstance(value, Tensor) and not isinstance(value, Array)


def _with_elements(one: Sample) -> bool:
    """Whether there is anything in each tensor: torch does not look at the types of some that are empty."""
    tensors = [value for value in leaves((one.args, dict(one.kwargs))) if _is_tensor(value)]
    return bool(tensors) and all(0 not in (value.known_shape or ()) for value in tensors)


def _accepted(name: str) -> Iterator[Sample]:
    for owner, generator in REGISTRY[name]:
        if "numpy" not in owner:
            for one in itertools.islice(generator(Random(f"{name} {generator.__name__}")), 12):
                if one.args is not None and _with_elements(one):
                    if isinstance(replay(name, one.build, one.args, one.kwargs), Accepted):
                        yield one


def _retyped(one: Sample) -> Iterator[tuple[Any, Any]]:
    """The arguments with all tensors, or one of them, of another type."""
    given = (one.args, dict(one.kwargs))
    count = sum(_is_tensor(value) for value in leaves(given))
    for which in [None, *range(min(count, 3))][: 1 if count == 1 else None]:
        for dtype in TYPES:
            number = itertools.count()
            put = lambda value, which=which, dtype=dtype, number=number: (  # noqa: E731
                replace(value, dtype=dtype) if _is_tensor(value) and which in (None, next(number)) else value
            )
            yield _mapped(given, put)


@pytest.mark.parametrize("names", [NAMES[start : start + 40] for start in range(0, len(NAMES), 40)], ids=lambda n: n[0])
def test_types_are_torch_s(names: list[str]) -> None:
    for name in names:
        for one in itertools.islice(_accepted(name), 1):
            for args, kwargs in _retyped(one):
                text = Sample(one.build, args, kwargs).call_text(name)
                answer = replay(name, one.build, args, kwargs)
                ours, _ = _shapelint(name, one.build, args, kwargs, text)
                if isinstance(answer, Accepted):
                    assert not ours.refused, f"torch takes {text}"
                    if not ours.reason:
                        assert _same_types(types(ours.result), answer.types), f"{text} is {answer.types}"
