"""Methods of values that are not known, as their names tell."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place

CONVERTED = "astype"
"""A method of arrays that no tensor has, and which leaves the shape as it is."""

OF_TEXTS = frozenset(
    ("lower", "upper", "casefold", "title", "capitalize", "swapcase", "strip", "lstrip", "rstrip", "startswith",
     "endswith", "removeprefix", "removesuffix", "isdigit", "isnumeric", "isalpha", "isalnum")
)  # fmt: skip
"""Methods that texts alone have, and which say the same whenever they are asked the same."""


def converted(value: Unknown, run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`x.astype(kind)`: unknown but for the shape, which is that of `x`."""
    found = run.unknown_of(value, "an array of another type", place)
    found.name = value.name
    run.world.tensors[found] = Tensor(run.world.tensor_of(value).shape, name=value.name)
    return found


def said(value: Unknown, name: str, run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`text.lower()` and its like: unknown, and the same as before."""
    if kwargs or not all(KINDS[type(one)].names_parts for one in args):
        return Unknown(value.reason)
    return value.part((name, *args), f"{value.name}.{name}()" if value.name else "")
