"""Kinds of values: which kind answers for a value, and what a new one brings."""

from __future__ import annotations

import pytest

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.state.kind import KINDS, Kinds
from shapelint.interpret.values.objects import MISSING
from shapelint.sizes.tensors import Input, OptionalInput


def test_a_kind_stands_for_its_own_types_only() -> None:
    """`types` of a base are not those of what derives from it."""
    assert type(KINDS[type(MISSING)]) is Anything
    assert type(KINDS[object]) is Anything


@pytest.mark.parametrize(("value", "kind"), [(True, "Booleans"), (3, "Integers"), ((1, 2), "Tuples"), (None, "Nones")])
def test_values_of_python_have_kinds(value: object, kind: str) -> None:
    assert type(KINDS[type(value)]).__name__ == kind


def test_a_derived_type_has_the_kind_of_its_nearest_base() -> None:
    class Late(Input):
        pass

    kinds = Kinds()
    assert kinds[Late] is kinds[Input] is not kinds[OptionalInput]
