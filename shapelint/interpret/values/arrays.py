"""numpy arrays, as far as tensors are made of them: how they are created, their shape, their numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.folding import MAX_ELEMENTS
from shapelint.interpret.state.misuse import as_python
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Instance, Native
from shapelint.sizes.dims import Expr
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place

Body = Callable[[Run, Place, list[Any], dict[str, Any]], Any]


def array(tensor: Tensor) -> Instance:
    """An array with the shape and the numbers of a tensor."""
    return Instance(ARRAY, {"shape": tensor.shape, "ndim": len(tensor.known_shape or ())}, behind=tensor)


def tensor_of_array(value: Any) -> Tensor | None:
    """The tensor an array becomes, or None where the value is no array."""
    if isinstance(value, Instance) and value.cls is ARRAY:
        found = value.behind
        assert isinstance(found, Tensor)
        return found
    return None


def _sized(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """numpy.zeros(shape), and all that take a shape as it does."""
    return _of_shape(run, place, run.settled(args[0] if args else kwargs.get("shape", kwargs.get("size"))))


def _of_shape(run: Run, place: Place, shape: Any) -> Any:
    sizes = shape if isinstance(shape, (tuple, list)) else (shape,)
    if not all(isinstance(size, (int, Expr)) for size in sizes):
        return run.unknown("an array of unknown shape", place)
    return array(Tensor(tuple(sizes)))


def _variadic(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """numpy.random.randn(*sizes)"""
    return _of_shape(run, place, tuple(run.settled(a) for a in args))


def _keyword_sized(index: int) -> Body:
    """numpy.random.normal(loc, scale, size), and its like."""

    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
        size = run.settled(args[index] if len(args) > index else kwargs.get("size"))
        return run.unknown("a number drawn at random", place) if size is None else _of_shape(run, place, size)

    return body


def _linspace(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    names = ("start", "stop", "num")
    start, stop, count = (run.settled(args[i] if len(args) > i else kwargs.get(n, 50)) for i, n in enumerate(names))
    if not isinstance(count, int) or not 0 < count <= MAX_ELEMENTS:
        return run.unknown("an array of unknown length", place)
    data = None
    if isinstance(start, (int, float)) and isinstance(stop, (int, float)):
        step = (stop - start) / (count - 1) if count > 1 else 0.0
        data = [float(start + i * step) for i in range(count)]
    return array(Tensor((count,), "float64", data=data))


def _arange(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    values = [run.settled(a) for a in args]
    if not values or not all(isinstance(v, int) for v in values):
        return run.unknown("an array of unknown length", place)
    numbers = as_python(range, *values)
    if numbers[MAX_ELEMENTS:]:  # its len() would not take a number that is larger than a machine's
        return run.unknown("an array of unknown length", place)
    return array(Tensor((len(numbers),), "int64", data=list(numbers)))


def _tolist(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    data = args[0].behind.data
    return Unknown("the numbers in an array") if data is None else list(data)


def _same(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    return args[0]


def _length(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    shape = args[0].behind.known_shape
    return shape[0] if shape else Unknown("the length of an array")


ARRAY = Class(
    "ndarray",
    namespace={
        "tolist": Native("tolist", _tolist),
        "astype": Native("astype", _same),
        "copy": Native("copy", _same),
        "__len__": Native("__len__", _length),
    },
    opaque="numpy arrays are read only as far as tensors are made of them",
)
_BODIES: dict[str, Body] = {
    **dict.fromkeys(("zeros", "ones", "empty", "full", "random.random", "random.random_sample"), _sized),
    **dict.fromkeys(("random.rand", "random.randn"), _variadic),
    **dict.fromkeys(("random.normal", "random.uniform", "random.randint"), _keyword_sized(2)),
    "random.standard_normal": _keyword_sized(0),
    "linspace": _linspace,
    "arange": _arange,
}
ARRAYS = {f"numpy.{name}": Native(name, body) for name, body in _BODIES.items()}
