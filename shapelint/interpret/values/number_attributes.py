"""Attributes of numbers that are not known."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.values.numbers import Real
from shapelint.interpret.values.objects import MISSING, Native
from shapelint.sizes.tensors import Unknown


def number_attribute(value: Any, name: str) -> Any:
    """Attributes of a symbolic number."""
    if name == "is_integer":
        return Native(
            name, lambda run, place, args, kwargs: not isinstance(value, Real) or Unknown("whether a fraction is whole")
        )
    if name in ("real", "numerator"):
        return value
    return MISSING
