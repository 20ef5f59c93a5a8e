"""What layers hold.

Parameters that exist only when asked for, sizes that must make sense.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.need import Undecided, need
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Tensor, Unknown


def told(value: Any) -> bool | None:
    """Whether a flag is set, or None where that is not known."""
    return None if isinstance(value, (Unknown, Expr, Tensor)) else bool(value)


def optional(flag: Any, made: Tensor, name: str) -> Tensor | Unknown | None:
    """What a layer holds where a flag decides.

    Under `name`: the tensor, None, or nobody knows.
    """
    given = told(flag)
    if given is None:
        return Unknown(f"whether there is a {name} is not known", name)
    return made if given else None


def held(value: Any) -> Tensor:
    """A parameter as the layer now holds it.

    The program may have put anything in its place.
    """
    if not isinstance(value, Tensor):
        raise Undecided("the weight is not known")
    return value


def size_argument(value: Any, least: int, argument: str) -> Dim:
    """A size that a constructor reads.

    It must be a whole number of at least `least` (rule invalid-size).
    """
    if value is None or isinstance(value, (float, str, tuple, list, dict)):
        shown = (
            repr(value) if isinstance(value, (float, str)) else "None" if value is None else f"a {type(value).__name__}"
        )
        need.refuse("wrong-arguments", f"{argument} must be a whole number, it is {shown}", argument=argument)
    size = need.whole(value, argument)
    need.at_least(size, least, "invalid-size", actual_is=argument, argument=argument)
    need.usually_positive(size)
    return size


def flag_argument(value: Any, argument: str) -> None:
    """Refuse (wrong-arguments) what is surely no bool where torch insists on one."""
    if not isinstance(value, (bool, Unknown, Tensor)):
        need.refuse("wrong-arguments", f"{argument} must be True or False, it is {value!r}", argument=argument)
