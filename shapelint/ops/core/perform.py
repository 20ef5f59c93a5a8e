"""Performing a declared operation.

Bind the arguments, run the body, collect what it required.
"""

from __future__ import annotations

import difflib
import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from shapelint.ops.core.arrays import UnknownOperand, as_arrays, as_torch, is_array_like, to_array, unknown_array
from shapelint.ops.core.binding import Binder
from shapelint.ops.core.declare import Operation
from shapelint.ops.core.dtypes import trainable
from shapelint.ops.core.layout_facts import gives_rows, lay_in_rows
from shapelint.ops.core.need import Refused, Requirement, Undecided, need
from shapelint.ops.core.overloads import may_fit
from shapelint.ops.core.type_facts import demand_types, demands_of
from shapelint.sizes.dims import Expr, TooLarge
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Array, DType, Tensor, Unknown, unknown_tensor


class Outcome(msgspec.Struct, eq=False):
    """What became of an operation.

    arguments: every parameter with its value, defaults included, under torch's names.
    result: what it returns; where that is not known an unknown tensor with the reason, or an Unknown for operations
        that do not return just a tensor; for a constructor None.
    reason: why the result is not known, "" where it is.
    """

    operation: Operation
    arguments: dict[str, Any] = {}
    requirements: list[Requirement] = []
    result: Any = None
    reason: str = ""

    @property
    def refused(self) -> bool:
        """Whether torch surely raises."""
        return Verdict.NO in [requirement.verdict for requirement in self.requirements]


AsTensor = Callable[[Any], Tensor]


def as_tensor(value: Any) -> Tensor:
    """The tensor that torch makes of a number.

    Or a tensor about which nothing is known.
    """
    if isinstance(value, Tensor):
        return value
    if isinstance(value, bool):
        return Tensor((), "bool", data=value)
    if isinstance(value, (int, Expr)):
        return Tensor((), "int64", data=value)
    if isinstance(value, float):
        return Tensor((), "float32", data=value)
    if isinstance(value, complex):
        return Tensor((), "complex64")
    return unknown_tensor(value.reason if isinstance(value, Unknown) else f"a {type(value).__name__} is no tensor")


def build(
    operation: Operation, args: Sequence[Any], kwargs: Mapping[str, Any], facts: Facts, attributes: dict[str, Any],
    why: Any = None,
) -> Outcome:  # fmt: skip
    """Run a layer's constructor; the layer's attributes are put into `attributes`.

    A layer that was built before from the same plain arguments is copied.
    """
    key = _plain_key(operation, args, kwargs) if not attributes else None
    known = _BUILT.get(key) if key is not None else None
    if known is not None:
        outcome, held = known
        attributes.update((name, _own(value)) for name, value in held.items())
        return replace(outcome, arguments=dict(outcome.arguments))
    self = _view(operation, attributes)
    outcome = _perform(
        operation, operation.build_binder, type(self).__init__, (self,), args, kwargs, facts, why, as_tensor
    )
    _of_type(attributes, outcome.arguments.get("dtype"))
    if (
        key is not None
        and len(_BUILT) < MAX_BUILT
        and all(isinstance(v, (Tensor, *_PLAIN)) for v in attributes.values())
    ):
        _BUILT[key] = outcome, dict(attributes)
        attributes.update((name, _own(value)) for name, value in attributes.items())
    return outcome


def _of_type(attributes: dict[str, Any], dtype: Any) -> None:
    """`dtype=` is what a layer's parameters and statistics are made of."""
    if dtype is None:
        return
    for value in attributes.values():
        if isinstance(value, Tensor) and value.dtype == "float32":
            value.dtype = dtype if isinstance(dtype, DType) else None


MAX_BUILT = 5000
_PLAIN = (int, float, str, bool, type(None), tuple)
_BUILT: dict[Any, tuple[Outcome, dict[str, Any]]] = {}


def _plain_key(operation: Operation, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
    """The key of a constructor call.

    None where it is not plain to see what makes two calls the same.
    """
    values = (*args, *kwargs.values())
    for value in values:
        if type(value) not in _KEYS and not _is_plain(value):
            return None
    return operation.name, len(args), tuple(kwargs), values, tuple(map(type, values))


_KEYS = frozenset((int, bool, float, str, type(None)))


def _is_plain(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(one, int) for one in value)
    return isinstance(value, (int, float, str, type(None)))


def _own(value: Any) -> Any:
    """A parameter of its own for each layer."""
    if not isinstance(value, Tensor):
        return value
    return Tensor(value.shape, value.dtype, value.strides, value.data, value.role, value.source, value.name)


def call(
    operation: Operation, args: Sequence[Any], kwargs: Mapping[str, Any], facts: Facts,
    attributes: dict[str, Any] | None = None, why: Any = None, coerce: AsTensor = as_tensor,
) -> Outcome:  # fmt: skip
    """Call a function, or a built layer whose attributes are `attributes`.

    coerce: makes a tensor of a value that stands where one is wanted.
    """
    if not operation.is_layer:
        return _perform(operation, operation.call_binder, operation.declaration, (), args, kwargs, facts, why, coerce)
    self = _view(operation, {} if attributes is None else attributes)
    return _perform(operation, operation.call_binder, type(self).forward, (self,), args, kwargs, facts, why, coerce)


def _view(operation: Operation, attributes: dict[str, Any]) -> Any:
    """The declaration's `self` over these very attributes.

    What either side assigns, the other reads.
    """
    self = object.__new__(operation.declaration)
    self.__dict__ = attributes
    return self


def _perform(
    operation: Operation, binder: Binder, body: Callable[..., Any], head: tuple[Any, ...],
    args: Sequence[Any], kwargs: Mapping[str, Any], facts: Facts, why: Any, coerce: AsTensor,
) -> Outcome:  # fmt: skip
    outcome = Outcome(operation)
    before = need.record(facts, outcome.requirements, why)
    try:
        _bind(outcome, binder, args, kwargs, coerce)
        demands = demands_of(operation.names)
        if demands is not None:
            demand_types(demands, outcome.arguments, vars(head[0]) if head else {})
        outcome.result = binder.enter(body, head, outcome.arguments)
        if outcome.arguments.get("requires_grad") is True and isinstance(outcome.result, Tensor):
            trainable(outcome.result)
        if gives_rows(operation):
            lay_in_rows(outcome.result, outcome.arguments, vars(head[0]).get("weight") if head else None)
        if operation.of_numpy or _given_arrays(operation, outcome.arguments):
            outcome.result = as_arrays(outcome.result)
    except Refused:
        outcome.reason = f"{'numpy' if operation.of_numpy else 'torch'} refuses the operation"
    except UnknownOperand as undecided:
        outcome.reason = str(undecided)
        outcome.result = Unknown(outcome.reason)
        return outcome
    except TooLarge:
        outcome.reason = "the formula of a size grows too large"
    except Undecided as undecided:
        outcome.reason = str(undecided)
    finally:
        need.record(*before)
    if outcome.reason:
        a_tensor = operation.call.return_annotation in ("Tensor", inspect.Signature.empty)
        make = unknown_array if operation.of_numpy else unknown_tensor
        outcome.result = make(outcome.reason) if a_tensor else Unknown(outcome.reason)
    return outcome


def _given_arrays(operation: Operation, arguments: Mapping[str, Any]) -> bool:
    """Whether an operation was given arrays, and returns arrays.

    One of a library that serves both tensors and arrays.
    """
    if not operation.names[0].startswith("einops."):
        return False
    first = next(iter(arguments.values()), None)
    return isinstance(first[0] if isinstance(first, (list, tuple)) and first else first, Array)


def _bind(outcome: Outcome, binder: Binder, args: Sequence[Any], kwargs: Mapping[str, Any], coerce: AsTensor) -> None:
    """Find the arguments of the outcome, as the body wants them.

    What was given stays among them where something is refused.
    """
    operation, signature = outcome.operation, binder.signature
    if not binder.is_plain or not kwargs.keys() <= binder.names:
        args, kwargs = _spelled(operation, signature, args, kwargs)
    try:
        arguments = outcome.arguments = binder.bind(args, kwargs)
    except TypeError as error:
        if may_fit(operation, args, kwargs):
            raise Undecided("this signature of it is not declared") from None
        need.refuse(
            "wrong-arguments", _explain(operation, signature, kwargs, str(error)), argument=_stray(signature, kwargs)
        )
    if binder.arrays:
        _make_arrays(binder, arguments)
    for name, optional in binder.tensors.items():
        value = arguments[name]
        if isinstance(value, Array):
            arguments[name] = _given_array(operation, value, name)
            continue
        if isinstance(value, Tensor) or (value is None and optional):
            continue
        if value is None or isinstance(value, (tuple, list, dict, str)):
            kind = "None" if value is None else f"a {type(value).__name__}"
            need.refuse("wrong-arguments", f"{name} must be a tensor, it is {kind}", argument=name)
        arguments[name] = coerce(value)
    for name in binder.sequences:
        value = arguments[name]
        if isinstance(value, (tuple, list)):
            arguments[name] = [_element(one, name, coerce) for one in value]
    for name in binder.either:
        value = arguments[name]
        several = isinstance(value, (tuple, list))
        arguments[name] = [_element(one, name, coerce) for one in value] if several else _element(value, name, coerce)


def _make_arrays(binder: Binder, arguments: dict[str, Any]) -> None:
    """Put arrays in the place of what stands for one.

    Raises UnknownOperand where it is not known for one, unless another operand surely is an array, or the operation
    makes an array of whatever it is given.
    """
    given = [arguments[name] for name in binder.arrays]
    surely = any(isinstance(value, Array) for value in given)
    for name, optional in binder.arrays.items():
        value = arguments[name]
        if value is None and optional:
            continue
        if name not in binder.likes and not isinstance(value, Array):
            if isinstance(value, Tensor):
                raise UnknownOperand(f"{name} is a tensor of torch, of which a function of numpy makes what it likes")
            if not is_array_like(value) and not surely:
                raise UnknownOperand(f"whether {name} is an array is not known")
        arguments[name] = to_array(value)


def _given_array(operation: Operation, value: Array, argument: str) -> Tensor:
    """An array where a tensor is wanted.

    Torch takes none, but for its numbers. Refuses (wrong-arguments) arrays.
    """
    shape = need.known(value)
    if not operation.names[0].startswith("torch.") or argument in operation.call_binder.both:
        return value
    if operation.bare.startswith("__"):
        return as_torch(value, argument)  # `tensor + array` is a tensor
    if shape is None:
        raise Undecided(f"{argument} is an array of numpy, or a number of one")
    if shape:
        need.refuse(
            "wrong-arguments", f"{argument} must be a tensor, it is an array of numpy: torch.from_numpy makes a tensor "
            "of it", argument=argument, of=value,
        )  # fmt: skip
    return Tensor((), value.dtype, data=value.data)


def _element(value: Any, argument: str, coerce: AsTensor) -> Any:
    """An element of a sequence of tensors.

    torch takes no number for one.
    """
    if isinstance(value, Array):
        need.refuse(
            "wrong-arguments", f"{argument} must hold tensors only, it holds an array of numpy", argument=argument
        )
    if value is None or isinstance(value, (bool, int, float, str, tuple, list, dict)):
        shown = "None" if value is None else f"a {type(value).__name__}"
        need.refuse("wrong-arguments", f"{argument} must hold tensors only, it holds {shown}", argument=argument)
    return coerce(value)


NUMPY_NAMES = {"axis": "dim", "keepdims": "keepdim", "x": "input", "a": "input", "x1": "input", "x2": "other"}
"""Keywords that torch's own argument parser takes for its names, to please users of numpy."""


def _spelled(
    operation: Operation, signature: inspect.Signature, args: Sequence[Any], kwargs: Mapping[str, Any]
) -> tuple[Sequence[Any], dict[str, Any]]:
    """The arguments in the spelling of the declaration.

    Keywords by torch's names rather than numpy's, and the sizes of `view(size=(2, 3))`, which Python can declare only
    as `*size`, by position.
    """
    named = dict(kwargs)
    if not operation.name.startswith("torch.nn."):
        for numpy_name, name in NUMPY_NAMES.items():
            if numpy_name in named and numpy_name not in signature.parameters and name in signature.parameters:
                named.setdefault(name, named.pop(numpy_name))
    names = list(signature.parameters)
    for place, parameter in enumerate(signature.parameters.values()):
        if parameter.kind is parameter.VAR_POSITIONAL and parameter.name in named and len(args) <= place:
            before = [named.pop(name) for name in names[len(args) : place] if name in named]
            args = (*args, *before, named.pop(parameter.name))
    return args, named


def _stray(signature: inspect.Signature, kwargs: Mapping[str, Any]) -> str:
    return next((name for name in kwargs if name not in signature.parameters), "")


def _explain(operation: Operation, signature: inspect.Signature, kwargs: Mapping[str, Any], error: str) -> str:
    """Python's own words about the arguments.

    And the parameter that was probably meant. A name that there is not comes before one that is missing for it.
    """
    short = operation.name.rsplit(".", 1)[-1]
    stray = _stray(signature, kwargs)
    error = f"got an unexpected keyword argument {stray!r}" if stray else error
    close = difflib.get_close_matches(stray, list(signature.parameters), 1)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    return f"{short}: {error}{meant}"
