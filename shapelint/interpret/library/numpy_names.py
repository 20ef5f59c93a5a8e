"""What a dotted name of numpy is.

A function over arrays or numbers, a type, a constant, a generator of numbers.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

from shapelint.interpret.language.events import perform_operation
from shapelint.interpret.library.conversions import rounded
from shapelint.interpret.library.mathematics import math_function, prod, whole
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, External, Instance, OperationFunction
from shapelint.interpret.values.roles import spoken_name
from shapelint.ops.core.array_arguments import CODES
from shapelint.ops.core.catalog import find, numpy_operations
from shapelint.ops.core.declare import Operation
from shapelint.sizes.tensors import ArrayType, Unknown, UnknownNumber
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]

CONSTANTS: dict[str, Any] = {
    "pi": math.pi, "inf": math.inf, "Inf": math.inf, "e": math.e, "nan": math.nan, "NaN": math.nan, "NAN": math.nan,
    "euler_gamma": 0.5772156649015329, "newaxis": None,
}  # fmt: skip
OF_NUMBERS: dict[str, Callable[..., Any]] = {
    "floor": whole("floor"), "ceil": whole("ceil"), "prod": prod, "product": prod, "round": rounded, "around": rounded,
    **{name: math_function(name) for name in ("sqrt", "log", "log2", "log10", "exp", "sin", "cos")},
}  # fmt: skip
"""Functions by which sizes are computed: of numbers they give numbers, not arrays of them."""
GENERATORS = ("numpy.random.Generator", "numpy.random.RandomState")


def numpy_name(dotted: str) -> Any:
    """What the name is; an External where it is not known."""
    module, _, last = dotted.rpartition(".")
    operation = find(dotted)
    if module == "numpy":
        if last in CONSTANTS:
            return CONSTANTS[last]
        if last in OF_NUMBERS:
            return _of_numbers(last, operation)
        if last in CODES and len(last) > 1:
            return ArrayType(CODES[last])
        if last == "dtype":
            return Native("dtype", _dtype)
        if last == "isscalar":
            return Native("isscalar", _isscalar)
    if operation is not None:
        return OperationFunction(operation)
    if dotted in GENERATORS:
        return _generator(dotted)
    if dotted == "numpy.random.default_rng":
        return Native("default_rng", lambda run, place, args, kwargs: Instance(_generator(GENERATORS[0]), place=place))
    return External(dotted)


def _of_numbers(name: str, operation: Operation | None) -> Native:
    """A function of numpy that also takes plain numbers.

    Of sizes in a sequence it gives what their number's would.
    """
    body = OF_NUMBERS[name]

    def enter(run: Run, place: Place, args: Args, kwargs: Kwargs, node: Any = None) -> Any:
        value = run.settled(args[0]) if args else next(iter(kwargs.values()), None)
        kind = KINDS[type(value)]
        is_many = kind.is_tensor or (kind.is_sequence and body is not prod)
        if operation is not None and (is_many or not args):
            return perform_operation(run, place, operation, args, kwargs, node)
        if isinstance(value, Unknown):  # perhaps an array
            return UnknownNumber(value.reason, operands=(value,))
        return body(run, place, args, {} if body is prod else kwargs)

    return Native(name, enter, wants_node=True)


def _isscalar(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """numpy.isscalar(size)"""
    value = run.settled(args[0]) if args else None
    kind = KINDS[type(value)]
    if value is not None and (kind.is_scalar or kind.is_size):
        return True
    if value is None or kind.is_tensor or kind.is_sequence or kind.is_mapping:
        return False
    return run.unknown("whether it is a scalar", place)


def _dtype(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """numpy.dtype("float32")"""
    value = run.settled(args[0]) if args else None
    said = spoken_name(value) if KINDS[type(value)].is_class else text(run, value)
    name = CODES.get(said.lstrip("<>=|")) if said else None
    return ArrayType(name) if name else run.unknown("a type of numpy", place)


@cache
def _generator(dotted: str) -> Class:
    """The class of a generator of random numbers.

    Its methods are declared, and its state counts for nothing.
    """
    methods = {
        name.rpartition(".")[2]: _method(operation)
        for name, operation in numpy_operations().items()
        if name.startswith(f"{dotted}.")
    }
    return Class(dotted.rpartition(".")[2], namespace=methods, opaque="a method of it that is not declared")


def _method(operation: Operation) -> Native:
    def enter(run: Run, place: Place, args: Args, kwargs: Kwargs, node: Any = None) -> Any:
        return perform_operation(run, place, operation, args[1:], kwargs, node)

    return Native(operation.bare, enter, wants_node=True)
