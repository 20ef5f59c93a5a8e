"""What every operation is held against: torch itself, on many arguments.

A test file of a family registers samples for its operations and checks them:

    @samples("torch.nn.Linear")
    def linear(pick: Random) -> Iterator[Sample]:
        yield sample(build=((3, 4), {}), args=(T(2, 3),))

    test_agreement = agreement_test(__name__)

For each sample `agree` asserts that
- shapelint and torch both refuse, or both accept with results of the same shapes;
- with symbols in the place of sizes nothing is claimed that the numbers contradict;
- with any argument unknown nothing is claimed that torch contradicts, and nothing raises.
"""

from __future__ import annotations

import dataclasses
import importlib.util
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import pytest
from msgspec.structs import replace

from shapelint.confirm.replay import UNKNOWN_RANK, Accepted, Inconclusive, Refused, leaves, outline, replay
from shapelint.confirm.replay_numpy import types
from shapelint.ops.core import perform
from shapelint.ops.core.arrays import unknown_array
from shapelint.ops.core.catalog import find
from shapelint.ops.core.perform import Outcome
from shapelint.ops.core.raising import classes_of
from shapelint.sizes.dims import Dim, Expr, evaluate, symbol
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Array, DType, Tensor, Unknown, contiguous_strides, unknown_tensor

Arguments = tuple[Sequence[Any], Mapping[str, Any]]


def T(*shape: int, dtype: str | None = "float32", strides: tuple[int, ...] | None = None, data: Any = None) -> Tensor:
    """A tensor, contiguous unless strides are given, of zeros unless numbers are given."""
    return Tensor(tuple(shape), dtype, strides or contiguous_strides(shape), data)  # type: ignore[arg-type]


def A(*shape: int, dtype: str | None = "float64", data: Any = None, strides: tuple[int, ...] | None = None) -> Array:
    """An array of numpy, contiguous unless strides are given, of zeros unless numbers are given."""
    return Array(tuple(shape), dtype, strides or contiguous_strides(shape), data)


@dataclass(frozen=True)
class Sample:
    """Arguments for one operation. build: those of a layer's constructor; args None: only build the layer.

    open: the result has sizes that nobody can know without the numbers (the rows of nonzero); they agree with anything.
    unsettled: shapelint may say that it does not know, although every size is a number; as text: for this reason only.
    """

    build: Arguments | None = None
    args: Sequence[Any] | None = ()
    kwargs: Mapping[str, Any] = field(default_factory=dict)
    open: bool = False
    unsettled: bool | str = False

    def call_text(self, name: str) -> str:
        """As one would write it."""
        call = "" if self.args is None else f"({_text(self.args, self.kwargs)})"
        return f"{name}({_text(*self.build)}){call}" if self.build is not None else f"{name}{call}"


def sample(
    *args: Any, build: Arguments | None = None, open: bool = False, unsettled: bool | str = False, **kwargs: Any
) -> Sample:
    """A sample whose call is `operation(*args, **kwargs)`."""
    return Sample(build, args, kwargs, open, unsettled)


def calls(*texts: str, **about: Any) -> Iterator[Sample]:
    """Samples as one writes their arguments: `"2, 3; (2, 3), axis=1"` are two. about: `open`, `unsettled`."""
    for text in ";".join(texts).split(";"):
        call: Sample = eval(f"sample({text.strip()})", {"sample": sample, "A": A, "T": T, "DType": DType})
        yield dataclasses.replace(call, **about)


def built(*args: Any, **kwargs: Any) -> Arguments:
    """Arguments of a constructor."""
    return args, kwargs


# --- the registry -----------------------------------------------------------------------------------------------

Generator = Callable[[Random], Iterable[Sample]]
REGISTRY: dict[str, list[tuple[str, Generator]]] = {}
"""Qualified name -> (test module, generator of samples)."""


def samples(*names: str) -> Callable[[Generator], Generator]:
    """Register samples for these operations (each name gets the same samples)."""

    def register(generator: Generator) -> Generator:
        for name in names:
            REGISTRY.setdefault(name, []).append((generator.__module__, generator))
        return generator

    return register


def agreement_test(module: str) -> Callable[[str], None]:
    """The test of a file: one case for each name with samples registered in it."""
    names = [name for name, entries in REGISTRY.items() if any(owner == module for owner, _ in entries)]

    @pytest.mark.parametrize("name", names)
    def test_agreement(name: str) -> None:
        check(name, module)

    @pytest.mark.parametrize("name", names)
    def test_agreement_with_torch(name: str) -> None:
        pytest.importorskip("torch")
        check(name, module)

    test_agreement_with_torch.__name__ = test_agreement.__name__
    return test_agreement if all(name.startswith("numpy.") for name in names) else test_agreement_with_torch


TORCH_IS_MISSING = importlib.util.find_spec("torch") is None


def _has_tensor(value: object) -> bool:
    """Whether a tensor of torch is among the arguments."""
    if isinstance(value, (list, tuple)):
        return any(map(_has_tensor, value))
    return isinstance(value, Tensor) and not isinstance(value, Array)


def check(name: str, module: str | None = None) -> int:
    """`agree` on every sample of an operation (of one test module, or of all); how many there were.

    Asserts, too, that torch accepts some and that not all samples are the same.
    """
    accepted = total = 0
    for owner, generator in REGISTRY[name]:
        if module is not None and owner != module:
            continue
        for one in generator(Random(f"{name} {generator.__name__}")):
            if TORCH_IS_MISSING and _has_tensor([*(one.args or ()), *one.kwargs.values()]):
                continue
            accepted += agree(name, one.build, one.args, one.kwargs, open=one.open, unsettled=one.unsettled)
            total += 1
    assert total, f"{name} has no samples"
    assert accepted, f"torch refuses all {total} samples of {name}"
    return total


# --- one comparison ---------------------------------------------------------------------------------------------


def agree(
    name: str, build: Arguments | None = None, args: Sequence[Any] | None = (), kwargs: Mapping[str, Any] | None = None,
    *, open: bool = False, unsettled: bool | str = False,
) -> bool:  # fmt: skip
    """Assert that shapelint and torch agree on this call. Returns whether torch accepts it."""
    kwargs = kwargs or {}
    text = Sample(build, args, kwargs).call_text(name)
    answer = replay(name, build, args, kwargs)
    assert not isinstance(answer, Inconclusive), f"{text}: torch could not be asked: {answer.reason}"
    ours, _ = _shapelint(name, build, args, kwargs, text)
    told = f"{text}\n  torch:     {_torch_says(answer)}\n  shapelint: {_we_say(ours)}"
    if isinstance(answer, Refused):
        assert ours.refused or _excused(ours, unsettled), f"torch refuses, shapelint does not: {told}"
        if ours.refused:
            classes = classes_of(name, next(one for one in ours.requirements if one.verdict is Verdict.NO))
            raised = {cls.__name__ for cls in answer.error.__mro__}
            assert raised & {*classes}, (
                f"torch raises {answer.error.__name__}, shapelint takes it for {classes}: {told}"
            )
    else:
        assert not ours.refused, f"shapelint refuses, torch does not: {told}"
        if ours.reason:
            assert _excused(ours, unsettled), f"shapelint does not know: {told}"
        else:
            assert _alike(outline(ours.result), answer.shapes, open), f"other shapes: {told}"
            assert _same_types(types(ours.result), answer.types), f"other types: {told} {answer.types}"
    _agree_symbolically(name, build, args, kwargs, answer, text, open)
    _agree_with_unknowns(name, build, args, kwargs, answer, text, open)
    return isinstance(answer, Accepted)


def _excused(ours: Outcome, unsettled: bool | str) -> bool:
    """Whether the sample allows shapelint not to know, for the reason that it gave."""
    return unsettled if isinstance(unsettled, bool) else bool(ours.reason) and unsettled in ours.reason


def _shapelint(
    name: str, build: Arguments | None, args: Sequence[Any] | None, kwargs: Mapping[str, Any], text: str,
    facts: Facts | None = None,
) -> tuple[Outcome, Facts]:  # fmt: skip
    """What shapelint makes of it: of the constructor where that refuses (or is all there is), else of the call."""
    operation = find(name)
    assert operation is not None, f"{name} is not declared"
    facts = facts or Facts()
    attributes: dict[str, Any] = {}
    args, kwargs, build = _copied(args), _copied(kwargs), _copied(build)
    try:
        if build is not None:
            made = perform.build(operation, build[0], build[1], facts, attributes)
            if made.refused or made.reason or args is None:
                return made, facts
        assert args is not None
        called = perform.call(operation, args, kwargs, facts, attributes)
    except Exception as error:
        error.args = (f"{text}: {error}",)
        raise
    if build is not None:
        called.requirements[:0] = made.requirements
    return called, facts


def _copied(values: Any) -> Any:
    """New tensors in the same nest: operations may refine what they are given. One that stands twice stays one."""
    made: dict[int, Tensor] = {}

    def tensor(value: Any) -> Any:
        if not isinstance(value, Tensor):
            return value
        if id(value) not in made:
            shape = value.shape if isinstance(value.shape, tuple) else unknown_tensor(value.shape.reason).shape
            made[id(value)] = replace(value, shape=shape, source=None)
        return made[id(value)]

    return _mapped(values, tensor)


def _alike(ours: Any, theirs: Any, open: bool) -> bool:
    """Whether two outlines are the same. open: a size that we do not know agrees with any."""
    if isinstance(ours, _Any):
        return True
    if ours == UNKNOWN_RANK:
        return open
    if isinstance(ours, (list, tuple)):
        if type(ours) is not type(theirs) or len(ours) != len(theirs):
            return False
        return all(_alike(a, b, open) for a, b in zip(ours, theirs, strict=True))
    if isinstance(ours, Expr):
        return open
    if isinstance(ours, str) or isinstance(theirs, str):
        return True  # neither tensor nor number: only that something was returned
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return type(ours) is type(theirs) and ours == theirs
    return ours is None and theirs is None


def _same_types(ours: Any, theirs: Any) -> bool:
    """Whether the types of elements are the same, as far as both are known."""
    if isinstance(ours, list) and isinstance(theirs, list):
        return all(_same_types(a, b) for a, b in zip(ours, theirs))
    return ours is None or theirs is None or ours == theirs or theirs.startswith(("<U", "object"))


# --- the same with symbols --------------------------------------------------------------------------------------


class _Symbols:
    """Puts symbols in the place of sizes. shared: equal sizes get the same symbol."""

    def __init__(self, shared: bool) -> None:
        self.shared = shared
        self.values: dict[str, int] = {}

    def of(self, number: int) -> Dim:
        if number < 1:  # a size is taken to be at least 1
            return number
        name = f"s{number}" if self.shared else f"s{len(self.values)}_{number}"
        self.values[name] = number
        return symbol(name)

    def tensor(self, value: Any) -> Any:
        if not isinstance(value, Tensor) or not isinstance(value.shape, tuple):
            return value
        shape = tuple(self.of(size) for size in value.shape if isinstance(size, int))
        dense = value.strides is not None and value.strides == contiguous_strides(value.shape)
        return type(value)(shape, value.dtype, contiguous_strides(shape) if dense else None)

    def number(self, value: Any) -> Any:
        return self.of(value) if type(value) is int else self.tensor(value)


def _agree_symbolically(
    name: str, build: Arguments | None, args: Sequence[Any] | None, kwargs: Mapping[str, Any], answer: Any, text: str,
    open: bool,
) -> None:  # fmt: skip
    """Symbols for the sizes of tensors, then for every positive whole number; each its own, or shared by equals."""
    for everywhere, shared in itertools.product((False, True), repeat=2):
        symbols = _Symbols(shared)
        put = symbols.number if everywhere else symbols.tensor
        ours, facts = _shapelint(name, _mapped(build, put), _mapped(args, put), _mapped(kwargs, put), text)
        if not isinstance(answer, Accepted):
            continue
        told = f"{text}\n  torch:     {_torch_says(answer)}\n  with symbols: {_we_say(ours)}, where {symbols.values}"
        assert not ours.refused, f"refused symbolically, but torch accepts: {told}"
        for requirement in ours.requirements:
            assert _true(requirement, symbols.values), f"assumed what is not so ({requirement}): {told}"
        if not ours.reason:
            result = _evaluated(outline(ours.result), facts, symbols.values)
            assert _alike(result, answer.shapes, open), f"other shapes: {told} = {result}"


def _true(requirement: Any, values: dict[str, int]) -> bool:
    """Whether a requirement holds for these numbers; True where it speaks of sizes made on the way."""
    pair = []
    for side in (requirement.actual, requirement.expected):
        if not isinstance(side, (int, Expr)):
            return True
        try:
            pair.append(evaluate(side, values))
        except KeyError:
            return True
    actual, expected = pair
    relations: dict[str, Callable[[], bool]] = {
        "same": lambda: actual == expected, "at least": lambda: actual >= expected,
        "at most": lambda: actual <= expected, "divides": lambda: expected != 0 and actual % expected == 0,
    }  # fmt: skip
    return relations.get(requirement.relation, lambda: True)()


def _evaluated(result: Any, facts: Facts, values: dict[str, int]) -> Any:
    """An outline with numbers put in; a size with symbols made on the way, and a shape of unknown rank, stay open."""
    if isinstance(result, (list, tuple)):
        return type(result)(_evaluated(one, facts, values) for one in result)
    if not isinstance(result, Expr):
        return _ANY if result == UNKNOWN_RANK else result
    for form in (result, facts.resolve(result)):
        try:
            return evaluate(form, values)
        except KeyError:
            continue
    return _ANY


class _Any:
    """What the symbolic run leaves open."""

    def __repr__(self) -> str:
        return "?"


_ANY = _Any()


# --- the same with unknown arguments ----------------------------------------------------------------------------


def _agree_with_unknowns(
    name: str, build: Arguments | None, args: Sequence[Any] | None, kwargs: Mapping[str, Any], answer: Any, text: str,
    open: bool,
) -> None:  # fmt: skip
    """Each argument in turn unknown: a tensor once as a tensor of unknown rank, everything as a plain Unknown.

    An unknown size is taken to be at least 1, so that nothing is asserted of samples with empty tensors but that
    nothing raises.
    """
    empty = any(isinstance(one, Tensor) and 0 in (one.known_shape or ()) for one in leaves((args, kwargs)))
    for what, less in _less_known(build, args, kwargs):
        ours, facts = _shapelint(name, *less, text=f"{text} with {what} unknown")
        if empty or not isinstance(answer, Accepted):
            continue
        told = f"{text}\n  torch:     {_torch_says(answer)}\n  with {what} unknown: {_we_say(ours)}"
        assert not ours.refused, f"refused, but torch accepts: {told}"
        if not ours.reason and "tensor" not in what:  # an unknown rank may be settled otherwise than it is here
            result = _evaluated(outline(ours.result), facts, {})
            assert _alike(result, answer.shapes, open), f"other shapes: {told}"


def _less_known(
    build: Arguments | None, args: Sequence[Any] | None, kwargs: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[Arguments | None, Sequence[Any] | None, Mapping[str, Any]]]]:
    if build is not None:
        for what, less in _one_unknown(*build):
            yield f"constructor's {what}", (less, args, kwargs)
    if args is not None:
        for what, (fewer, named) in _one_unknown(args, kwargs):
            yield what, (build, fewer, named)


def _one_unknown(args: Sequence[Any], kwargs: Mapping[str, Any]) -> Iterator[tuple[str, Arguments]]:
    for key in [*range(len(args)), *kwargs]:
        value = args[key] if isinstance(key, int) else kwargs[key]
        kind = "tensor" if any(isinstance(one, Tensor) for one in leaves(value)) else "argument"
        stand_ins: list[tuple[str, Any]] = [(f"{kind} {key}", Unknown("not known", str(key)))]
        if isinstance(value, Tensor):
            unknown = unknown_array if isinstance(value, Array) else unknown_tensor
            stand_ins.append((f"the rank of tensor {key}", unknown("rank not known", dtype=value.dtype)))
        if isinstance(value, (tuple, list)) and value:
            inside = type(value)([Unknown("not known", "part"), *value[1:]])
            stand_ins.append((f"the first part of {kind} {key}", inside))
        for what, stand_in in stand_ins:
            if isinstance(key, int):
                yield what, ([*args[:key], stand_in, *args[key + 1 :]], kwargs)
            else:
                yield what, (args, {**kwargs, key: stand_in})


# --- words ------------------------------------------------------------------------------------------------------


def _mapped(values: Any, change: Callable[[Any], Any]) -> Any:
    """The same nest of tuples, lists and dicts, its leaves changed."""
    if isinstance(values, (tuple, list)):
        return type(values)(_mapped(one, change) for one in values)
    if isinstance(values, Mapping):
        return {key: _mapped(one, change) for key, one in values.items()}
    return change(values)


def _text(args: Sequence[Any], kwargs: Mapping[str, Any]) -> str:
    return ", ".join([*(_word(one) for one in args), *(f"{key}={_word(one)}" for key, one in kwargs.items())])


def _word(value: Any) -> str:
    if isinstance(value, Tensor):
        shape = "?" if value.known_shape is None else "x".join(map(str, value.known_shape)) or "scalar"
        if isinstance(value, Array):
            return f"<array {shape} {value.dtype}>"
        return f"<{shape}>" if value.dtype == "float32" else f"<{shape} {value.dtype}>"
    if isinstance(value, (tuple, list)):
        inner = ", ".join(_word(one) for one in value)
        return f"({inner},)" if isinstance(value, tuple) else f"[{inner}]"
    return repr(value)


def _torch_says(answer: Any) -> str:
    return f"accepts, {answer.shapes}" if isinstance(answer, Accepted) else f"refuses: {answer.message}"


def _we_say(ours: Outcome) -> str:
    if ours.refused:
        failed = [r for r in ours.requirements if r.verdict is Verdict.NO]
        return "refuses: " + "; ".join(
            f"{r.rule} {r.actual} {r.relation} {r.expected} ({r.actual_is} / {r.expected_is})" for r in failed
        )
    return f"does not know: {ours.reason}" if ours.reason else f"accepts, {outline(ours.result)}"
