"""Numbers for an event, so that torch can be asked."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from shapelint.confirm.replay import leaves
from shapelint.ops.core.need import ARITHMETIC
from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Dim, Expr, evaluate
from shapelint.sizes.facts import Facts
from shapelint.sizes.tensors import Computed, Tensor, Unknown, UnknownShape


class NotConcrete(Exception):
    """Why no plain call can be made of an event."""


@dataclass(frozen=True)
class Call:
    """An operation with plain numbers, as `replay` takes it.

    It holds nothing of the trace and can be pickled.

    guessed: some argument is not known and stands at its default, or a rank was made up. torch's refusal then says
        little less, its acceptance nothing.
    """

    name: str
    build: tuple[list[Any], dict[str, Any]] | None
    args: list[Any] | None
    kwargs: dict[str, Any] = field(default_factory=dict)
    training: bool = True
    guessed: bool = False


def concrete(event: Event) -> Call:
    """The call of an event, with small numbers for its symbols.

    All holds of them that was assumed on the way to it.

    Raises NotConcrete where an argument is nothing that torch could be handed, or no such numbers are found.
    """
    operation = event.operation
    if operation is None:
        raise NotConcrete("a module of the program's own is not replayed")
    built = event if event.kind == "build" else event.build
    if operation.is_layer and (built is None or built.operation is not operation):
        raise NotConcrete("the layer was not built where shapelint could see it")
    numbers = _Numbers(event, built if built is not None and operation.is_layer else None)
    build = args = None
    kwargs: dict[str, Any] = {}
    if operation.is_layer:
        assert built is not None and operation.build is not None
        build = numbers.call(operation.build, built.arguments)
    if event.kind != "build":
        args, kwargs = numbers.call(operation.call, event.arguments)
    # A lazy layer learns its sizes from its first call, and this may be a later one. Norms refuse in training what
    # they accept in evaluation, and which of the two it is nobody knows here.
    guessed = numbers.guessed or ".Lazy" in operation.name
    return Call(operation.name, build, args, kwargs, "Norm" not in operation.name, guessed)


class _Numbers:
    """The numbers for the symbols of an event."""

    def __init__(self, event: Event, built: Event | None) -> None:
        self.facts: Facts = event.facts
        self.guessed = False
        given = [event.arguments, built.arguments if built is not None else {}]
        values = self.facts.example(set(_dims(given, self.facts)))
        if values is None:
            raise NotConcrete("no numbers were found that fit all that was assumed")
        self.values = values

    def call(self, signature: inspect.Signature, arguments: Mapping[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        """Positional and keyword arguments.

        What stands at its default is left out, as torch knows it.
        """
        required = [p for p in signature.parameters.values() if p.default is p.empty and p.kind not in _VARIADIC]
        if not arguments or any(p.name not in arguments for p in required):
            raise NotConcrete("the arguments do not match the signature, so that they cannot be told apart")
        kept: dict[str, Any] = {}
        for name, value in arguments.items():
            parameter = signature.parameters[name]
            if _is_default(value, parameter.default):
                continue
            if isinstance(value, Unknown) and parameter.default is not parameter.empty and not self._stands_for(value):
                self.guessed = True
                continue
            kept[name] = self.plain(value)
        bound = inspect.BoundArguments(signature, kept)
        return list(bound.args), dict(bound.kwargs)

    def plain(self, value: Any) -> Any:
        """The value with numbers put in."""
        if isinstance(value, Expr):
            return self.number(value)
        if isinstance(value, Tensor):
            return self._tensor(value)
        if isinstance(value, (tuple, list)):
            made = [self.plain(one) for one in value]
            return tuple(made) if isinstance(value, tuple) else made
        if isinstance(value, dict):
            return {key: self.plain(one) for key, one in value.items()}
        if isinstance(value, slice):
            return slice(self.plain(value.start), self.plain(value.stop), self.plain(value.step))
        if isinstance(value, Unknown):
            symbols = self._stands_for(value)
            if not symbols:
                raise NotConcrete(f"{value.name or 'an argument'} is not known")
            numbers = tuple(self.number(symbol) for symbol in symbols)
            return numbers if len(numbers) > 1 else numbers[0]
        return value

    def number(self, dim: Dim) -> int:
        try:
            return evaluate(self.facts.resolve(dim), self.values)
        except (KeyError, ZeroDivisionError) as error:
            raise NotConcrete(f"no number was found for {dim}") from error

    def _stands_for(self, unknown: Unknown) -> list[Dim]:
        """The symbols that the run made for this value.

        One, or one for each of its items.
        """
        return _symbols_of(unknown, self.facts)

    def _tensor(self, tensor: Tensor) -> Tensor:
        shape = tensor.known_shape
        if shape is None:
            shape = self._made_up(tensor)
        sizes = tuple(self.number(size) for size in shape)
        strides = tensor.strides and tuple(self.number(step) for step in tensor.strides)
        data = None if tensor.data is None else self.plain(tensor.data)
        return type(tensor)(sizes, tensor.dtype, strides, data)

    def _made_up(self, tensor: Tensor) -> tuple[Dim, ...]:
        """A shape for a tensor of unknown rank.

        As many axes as are known of, at least two.
        """
        assert isinstance(tensor.shape, UnknownShape)
        self.guessed = True
        known = tensor.shape.known
        first = max((axis + 1 for axis in known if axis >= 0), default=0)
        last = max((-axis for axis in known if axis < 0), default=0)
        rank = max(2, first + last)
        sizes: list[Dim] = [1] * rank
        for axis, size in known.items():
            sizes[axis] = size
        return tuple(sizes)


_VARIADIC = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def _is_default(value: Any, default: Any) -> bool:
    return value is default or (
        type(value) is type(default) and isinstance(value, (int, float, str)) and value == default
    )


def _symbols_of(unknown: Unknown, facts: Facts) -> list[Dim]:
    if isinstance(unknown, Computed):
        sides = [_whole(side, facts) for side in (unknown.left, unknown.right)]
        return [] if None in sides else [ARITHMETIC[unknown.op](*sides)]
    whole = facts.known_symbol(unknown)
    if whole is not None:
        return [whole]
    parts: list[Dim] = []
    while (part := facts.known_symbol(unknown, len(parts))) is not None:
        parts.append(part)
    return parts


def _whole(value: Any, facts: Facts) -> Dim | None:
    """One side of an arithmetic operator as a size."""
    if isinstance(value, (int, Expr)):
        return value
    symbols = _symbols_of(value, facts) if isinstance(value, Unknown) else []
    return symbols[0] if len(symbols) == 1 else None


def _dims(values: Any, facts: Facts) -> Iterator[Dim]:
    """Every size that stands in these arguments."""
    for value in leaves(values):
        if isinstance(value, Expr):
            yield value
        elif isinstance(value, Unknown):
            yield from _symbols_of(value, facts)
        elif isinstance(value, slice):
            yield from _dims((value.start, value.stop, value.step), facts)
        elif isinstance(value, Tensor):
            shape = value.known_shape
            if shape is None:
                assert isinstance(value.shape, UnknownShape)
                shape = tuple(value.shape.known.values())
            yield from shape
            yield from _dims(value.data, facts)
