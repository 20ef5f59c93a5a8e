"""What torch makes of numbers written down: `torch.tensor([[1, 2], [3, 4]])`."""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.arrays import as_torch, to_array
from shapelint.ops.core.layout import laid_out
from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Array, Tensor, Unknown, contiguous_strides, like

ITEMS = 4096
"""Longer lists keep their shape, and their numbers are forgotten."""

ROW = 8
"""Longer lists are no rows of different things."""

DIMENSIONS = 64  # torch takes no more
NUMBERS = 1_000_000
"""Of what is longer, nothing is known: a list may hold another one many times, or itself."""


def from_literal(data: Any, argument: str = "data") -> Tensor:
    """The tensor of a number, a nested list, or a tensor.

    Refuses lists that are not rectangular.
    """
    _refuse_dictionaries(data, argument)
    shape = _lengths(data, argument)
    if isinstance(data, Array) or _holds_arrays(data):
        return as_torch(to_array(data), argument)
    if isinstance(data, Tensor):
        made = like(data)
        plain = isinstance(data.shape, tuple) and data.strides == contiguous_strides(data.shape)
        made.strides, made.data = data.strides if plain else None, data.data
        return made
    leaves: list[Any] = []
    if 0 not in shape:
        _collect(data, shape, leaves, argument)
    if leaves and all(type(one) is Unknown for one in leaves):
        raise Undecided("a part of the data is not known")
    made = laid_out(*shape, dtype=_dtype(leaves))
    if len(leaves) <= ITEMS and all(isinstance(one, (bool, int, float)) for one in leaves):
        made.data = _plain(data)
    return made


def _refuse_dictionaries(data: Any, argument: str) -> None:
    """Refuse a dictionary, and a short row that holds one.

    As (observation, info) does.
    """
    if isinstance(data, dict):
        need.refuse("wrong-arguments", f"{argument} is a dictionary, which is no number", argument=argument)
    for place, one in enumerate(data) if isinstance(data, (tuple, list)) and len(data) <= ROW else ():
        if isinstance(one, dict):
            says = f"element {place} of {argument} is a dictionary, which is no number: take the others out of the "
            kind = "tuple" if isinstance(data, tuple) else "list"
            need.refuse("wrong-arguments", f"{says}{kind}", argument=argument)


def _lengths(data: Any, argument: str) -> list[int]:
    """The lengths of nested lists, from the outermost.

    How long a list is, its first element, the first one of that, and so on. Raises Undecided where it is endless.
    """
    lengths: list[int] = []
    numbers = 1
    while isinstance(data, (tuple, list, range)):
        lengths.append(len(data))
        numbers *= max(len(data), 1)
        if len(lengths) > DIMENSIONS or numbers > NUMBERS:
            raise Undecided(f"{argument} is too long to look at")
        if not data:
            break
        data = data[0]
    return lengths


def _holds_arrays(data: Any) -> bool:
    """Whether a list holds arrays of numpy.

    torch takes them as it does lists.
    """
    return isinstance(data, (tuple, list)) and any(isinstance(one, Array) or _holds_arrays(one) for one in data[:2])


def _collect(data: Any, shape: list[int], leaves: list[Any], argument: str) -> None:
    if not shape:
        if type(data) is Unknown:
            leaves.append(data)  # a number, where one beside it is
        else:
            leaves.append(_leaf(data, argument, any(type(one) is Unknown for one in leaves[:1])))
        return
    if isinstance(data, (Unknown, Tensor)):
        raise Undecided("a part of the data is not known")
    if not isinstance(data, (tuple, list, range)) or len(data) != shape[0]:
        need.refuse("wrong-arguments", f"{argument} is not rectangular", argument=argument)
    for one in data:
        _collect(one, shape[1:], leaves, argument)


def _leaf(value: Any, argument: str, is_vague: bool) -> Any:
    """A number of the data.

    is_vague: of the first one it is not known whether it is a number.
    """
    if isinstance(value, Tensor):
        if need.known(value) != ():
            raise Undecided("a tensor inside the data may have any shape")
        return value.data if isinstance(value.data, (bool, int, float)) else None
    if isinstance(value, (bool, int, float, complex, Expr)):
        return value
    if value is None or isinstance(value, (str, dict, set)):
        need.refuse("wrong-arguments", f"{argument} holds {value!r}, which is no number", argument=argument)
    if isinstance(value, (tuple, list, range)) and not is_vague:
        need.refuse("wrong-arguments", f"{argument} is not rectangular", argument=argument)
    if isinstance(value, Unknown) and need.facts.is_number(value):
        return None
    raise Undecided("a part of the data is not known")


def _dtype(leaves: list[Any]) -> str | None:
    if not leaves:
        return "float32"
    if any(one is None or isinstance(one, Unknown) for one in leaves):
        return None
    if any(isinstance(one, complex) for one in leaves):
        return "complex64"
    if any(isinstance(one, float) for one in leaves):
        return "float32"
    return "bool" if all(isinstance(one, bool) for one in leaves) else "int64"


def _plain(data: Any) -> Any:
    """Lists throughout; tensors without axes are their numbers."""
    if isinstance(data, (tuple, list, range)):
        return [_plain(one) for one in data]
    return data.data if isinstance(data, Tensor) else data
