"""The inputs of a trace as people write them.

`1,3,224,224`, `N,3,H,W`, `20,14:int64`, `[(3,224,224),(3,200,300)]`.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Union

SHORT = {
    "long": "int64", "int": "int32", "short": "int16", "char": "int8", "byte": "uint8", "float": "float32",
    "double": "float64", "half": "float16",
}  # fmt: skip
PLAIN = "float16 float32 float64 bfloat16 int8 int16 int32 int64 uint8 bool complex64 complex128"
DTYPES = frozenset((*PLAIN.split(), *SHORT))


class InputError(Exception):
    """An input cannot be understood; the message says why."""


@dataclass(frozen=True)
class Shaped:
    """A tensor to be given.

    Its sizes, a name being a symbolic one, and its dtype by torch's name.
    """

    sizes: tuple[int | str, ...]
    dtype: str = "float32"


Given = Union[Shaped, list["Given"]]
"""An input: a tensor, or a list of inputs (detection models take a list of images)."""


def read_inputs(inputs: Any) -> list[Given]:
    """What a caller gives.

    A list of inputs, each a shape, a text, or a list of inputs; one shape alone is one input.

    Raises InputError.
    """
    if isinstance(inputs, (str, Shaped)) or (isinstance(inputs, (tuple, list)) and any(type(i) is int for i in inputs)):
        return [read_input(inputs)]
    if not isinstance(inputs, Sequence):
        raise InputError(f"inputs must be a list of shapes, they are {inputs!r}")
    return [read_input(one) for one in inputs]


def read_input(given: Any) -> Given:
    """One input. Raises InputError."""
    if isinstance(given, Shaped):
        return given
    if isinstance(given, str):
        return _read_text(given)
    if isinstance(given, (tuple, list)):
        if all(isinstance(one, (int, str)) and not isinstance(one, bool) for one in given):
            return Shaped(tuple(_size(one, given) for one in given))
        return [read_input(one) for one in given]
    raise InputError(f"an input must be a shape such as (1, 3, 224, 224), it is {given!r}")


def _read_text(text: str) -> Given:
    sizes, colon, dtype = text.partition(":")
    dtype = dtype.strip().removeprefix("torch.")
    if colon and dtype not in DTYPES:
        raise InputError(f"there is no dtype {dtype!r} (in the input {text!r})")
    try:
        node = ast.parse(sizes.strip() or "()", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise InputError(f"{text!r} is no shape; write sizes such as 1,3,224,224 or N,3,H,W") from None
    if not isinstance(node, (ast.Tuple, ast.List)):
        node = ast.Tuple([node], ast.Load())
    return _read_node(node, text, SHORT.get(dtype, dtype) or "float32")


def _read_node(node: ast.Tuple | ast.List, text: str, dtype: str) -> Given:
    parts = node.elts
    if parts and all(isinstance(part, (ast.Tuple, ast.List)) for part in parts):
        return [_read_node(part, text, dtype) for part in parts if isinstance(part, (ast.Tuple, ast.List))]
    sizes: list[int | str] = []
    for part in parts:
        if isinstance(part, ast.Name):
            sizes.append(part.id)
        elif isinstance(part, ast.Constant) and type(part.value) is int:
            sizes.append(_size(part.value, text))
        else:
            raise InputError(f"{text!r} is no shape; a size is a number or a name, as in N,3,H,W")
    return Shaped(tuple(sizes), dtype)


def _size(size: int | str, given: Any) -> int | str:
    if isinstance(size, int) and size < 0:
        raise InputError(f"a size cannot be negative: {given!r}")
    if isinstance(size, str) and not size.isidentifier():
        raise InputError(f"a symbolic size must be a name, it is {size!r} (in {given!r})")
    return size


def read_arguments(text: str) -> dict[str, Any]:
    """`num_classes=10, depth=(1, 2)` as a dictionary of literals. Raises InputError."""
    if not text.strip():
        return {}
    try:
        call = ast.parse(f"f({text})", mode="eval").body
        if not isinstance(call, ast.Call) or call.args or any(k.arg is None for k in call.keywords):
            raise InputError(f"arguments are written name=value, these are {text!r}")
        return {str(k.arg): ast.literal_eval(k.value) for k in call.keywords}
    except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
        raise InputError(f"the arguments must be literals, as in num_classes=10; they are {text!r}") from error


def shaped_inputs(given: Sequence[Given]) -> list[Shaped]:
    """All tensors, in order."""
    found: list[Shaped] = []
    for one in given:
        found.extend([one] if isinstance(one, Shaped) else shaped_inputs(one))
    return found


RECORDED = {
    "f16": "float16", "f32": "float32", "f64": "float64", "bf16": "bfloat16", "i8": "int8", "i16": "int16",
    "i32": "int32", "i64": "int64", "u8": "uint8", "b8": "bool", "c64": "complex64", "c128": "complex128",
}  # fmt: skip
"""How records of real runs call the dtypes."""


def read_recorded(text: Any) -> Given:
    """A tensor as records write it, `"f32[1,3,224,224]"`, or a list of such.

    Raises ValueError.
    """
    if isinstance(text, list):
        return [read_recorded(one) for one in text]
    dtype, _, sizes = str(text).partition("[")
    return Shaped(tuple(int(size) for size in sizes.removesuffix("]").split(",") if size), RECORDED.get(dtype, dtype))
