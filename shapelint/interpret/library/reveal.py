"""`reveal_shape(x)`: what is known of a value at that place, as a text in the trace.

A program says with it what it expects of shapelint, as `reveal_type` does for type checkers. It returns its argument.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.held import taint_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.numbers import Real
from shapelint.interpret.values.objects import Class, Function, Instance
from shapelint.ops.core.trace import Revealed
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import ArrayType, DType, Tensor, Unknown
from shapelint.source.place import Place


def reveal(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """Leave the text in `run.recorder.trace.revealed`."""
    value = args[0] if args else None
    if not run.recorder.quiet:
        run.recorder.trace.revealed.append(Revealed(place, text_of(run, value)))
    return value


def text_of(run: Run, value: Any) -> str:
    """`(N, 64, H//2, W//2)` for a tensor, `?` for what is not known, other values as Python prints them."""
    value = run.settled(value)
    if taint_of(value) is not None:
        return "?"
    if isinstance(value, Unknown):
        value = run.world.tensors.get(value, value)
    if isinstance(value, Tensor):
        shape = value.known_shape
        return "?" if shape is None else text_of(run, shape)
    if isinstance(value, Expr):
        return str(run.world.facts.resolve(value))
    if isinstance(value, Real):
        return f"({run.world.facts.resolve(value.numerator)})/{value.denominator}"
    if isinstance(value, ArrayType):
        return str(value)
    if isinstance(value, DType):
        return f"torch.{value}"
    if isinstance(value, (tuple, list)):
        items = ", ".join(text_of(run, item) for item in value)
        return f"[{items}]" if isinstance(value, list) else f"({items},)" if len(value) == 1 else f"({items})"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{text_of(run, key)}: {text_of(run, item)}" for key, item in value.items()) + "}"
    if isinstance(value, Instance):
        if value.items is not None:
            return text_of(run, value.items)
        return value.cls.name
    if isinstance(value, (Class, Function)):
        return value.name
    if value is None or value is ... or isinstance(value, (bool, int, float, str, range, slice)):
        return repr(value)
    return "?"
