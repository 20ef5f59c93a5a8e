"""What a value is to the code: its role and name."""

from __future__ import annotations

from shapelint.interpret.values.objects import Instance
from shapelint.sizes.tensors import Tensor


def is_module(value: object) -> bool:
    """Whether it is an object of a class that derives from nn.Module."""
    return isinstance(value, Instance) and value.is_module


def role_of(value: object) -> str:
    """Of a tensor what it is to its module, "parameter" or "buffer".

    "" of other values.
    """
    return value.role if isinstance(value, Tensor) else ""


def is_parameter(value: object) -> bool:
    return role_of(value) == "parameter"


def spoken_name(value: object) -> str:
    """The name by which the code speaks of a value.

    Of a function, class or name of a library; "" where it has none.
    """
    return str(getattr(value, "dotted", "") or getattr(value, "name", ""))
