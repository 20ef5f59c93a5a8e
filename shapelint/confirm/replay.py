"""Asking torch itself: one operation, on plain numbers, run once.

Everything goes through the meta device first, which costs nothing whatever the sizes are and tells how large the
result would be. meta is no perfect oracle (it accepts transposed convolutions with wrong channels, negative dilations,
wrong groups of `F.conv1d`; it cannot run what depends on numbers), so whatever is small enough runs on the CPU too, and
the CPU's word counts. Only whether torch refuses is compared anywhere, never its words.

torch is imported inside the functions: importing this module costs nothing, and only workers call it.
"""

from __future__ import annotations

import importlib
import itertools
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Union

from shapelint.confirm import replay_numpy
from shapelint.sizes.tensors import Array, DType, Tensor

ROOTS = ("torch", "einops", "torchvision", "numpy")
"""Packages whose operations are replayed. Nothing else is ever imported here, least of all the code that is checked."""

CPU_ELEMENTS = 1 << 22
"""How many elements (arguments, parameters and results together) may be allocated on the CPU: 16 MB of floats."""

UNKNOWN_DTYPES = ("float32", "int64", "bool")
"""What a tensor of unknown dtype is taken to be, one after the other, until torch accepts."""


@dataclass(frozen=True)
class Accepted:
    """torch ran it.

    shapes: what it returned, as `outline` describes; types: those of the elements.
    """

    shapes: Any
    types: Any = field(default=None, compare=False)


@dataclass(frozen=True)
class Refused:
    """torch raised.

    message: what it said; error: its class.
    """

    message: str
    error: type[BaseException] = RuntimeError


@dataclass(frozen=True)
class Inconclusive:
    """torch was not asked, or its answer says nothing about the sizes."""

    reason: str


Answer = Union[Accepted, Refused, Inconclusive]
Arguments = tuple[Sequence[Any], Mapping[str, Any]]


def replay(
    name: str, build: Arguments | None, args: Sequence[Any] | None = (), kwargs: Mapping[str, Any] | None = None,
    training: bool = True,
) -> Answer:  # fmt: skip
    """Run the operation of this qualified name.

    build: the arguments of a layer's constructor, None for functions and methods.
    args, kwargs: the call; tensors are `values.Tensor` with sizes that are ints. With args=None a layer is only built.
    training: the mode a layer is called in.
    Tensors of unknown dtype are tried as UNKNOWN_DTYPES: torch refuses only when it refuses them all.
    """
    operation = resolve(name)
    if operation is None:
        return Inconclusive(f"this torch has no {name}")
    if (obstacle := _obstacle((build, args, kwargs))) is not None:
        return Inconclusive(obstacle)
    answer: Answer = Inconclusive("nothing was run")
    first: Answer | None = None
    for dtypes in _guesses((args, kwargs)):
        if name.startswith("numpy."):
            answer = _of_numpy(name, operation, args or (), kwargs or {})
        else:
            answer = _Run(name, operation, build, args, dict(kwargs or {}), training, dtypes).answer()
        if isinstance(answer, Accepted):
            return answer
        first = first or answer
    return first or answer


def resolve(name: str) -> Callable[..., Any] | None:
    """The object of this qualified name.

    None where the installed packages have none.
    """
    root, *rest = name.split(".")
    if root not in ROOTS:
        return None
    if name.startswith("numpy.random.") and (method := replay_numpy.resolve_method(name)) is not None:
        return method
    try:
        found: object = importlib.import_module(root)
    except ImportError:
        return None
    path = root
    for part in rest:
        path += "." + part
        if not hasattr(found, part):
            try:
                importlib.import_module(path)
            except ImportError:
                return None
        found = getattr(found, part, None)
        if found is None:
            return None
    if callable(found):
        return found
    if hasattr(found, "__get__"):  # Tensor.shape, Tensor.T: read from the tensor that is the first argument
        read: Callable[[object], Any] = found.__get__
        return read
    return None


def _of_numpy(name: str, operation: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Answer:
    """numpy's answer."""
    if _elements((args, kwargs)) > CPU_ELEMENTS:
        return Inconclusive("too large for this machine")
    varied = "linalg" in name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            result = operation(*replay_numpy.real(tuple(args), varied), **replay_numpy.real(kwargs, varied))
        except MemoryError:
            return Inconclusive("too large for this machine")
        except _refusals() as error:
            return Refused(_line(error), type(error))
    return Accepted(outline(result), replay_numpy.types(result))


UNKNOWN_RANK = "a tensor of unknown rank"


def outline(result: Any) -> Any:
    """What a result is, comparable.

    A tensor is the tuple of its sizes, a sequence a list, a number itself, anything else the name of its type. Works
    for torch's tensors and ours alike (ours may have no rank: UNKNOWN_RANK).
    """
    if isinstance(result, Tensor):
        return UNKNOWN_RANK if result.known_shape is None else result.known_shape
    shape = getattr(result, "shape", None)
    if shape is not None and type(result).__module__.split(".")[0] in ("torch", "numpy"):
        return tuple(int(size) for size in shape)
    if result is None or isinstance(result, (bool, int, float)):
        return result
    if isinstance(result, (tuple, list)):
        return [outline(one) for one in result]
    return type(result).__name__


def leaves(values: Any) -> Iterator[Any]:
    """Every value in nested tuples, lists and dicts."""
    if isinstance(values, (tuple, list)):
        for one in values:
            yield from leaves(one)
    elif isinstance(values, Mapping):
        for one in values.values():
            yield from leaves(one)
    else:
        yield values


def _obstacle(values: Any) -> str | None:
    """Why these arguments cannot be handed to torch, or None."""
    for value in leaves(values):
        if isinstance(value, Tensor):
            shape = value.known_shape
            if shape is None:
                return "a tensor's rank is not known"
            if not all(isinstance(size, int) for size in shape):
                return "a tensor's sizes are not all known"
            if any(size < 0 for size in shape if isinstance(size, int)):
                return "a tensor has a negative size"
        elif isinstance(value, slice):
            if (inside := _obstacle((value.start, value.stop, value.step))) is not None:
                return inside
        elif not (value is None or value is Ellipsis or isinstance(value, (bool, int, float, complex, str))):
            return f"an argument is not a plain value ({type(value).__name__})"
    return None


def _guesses(values: Any) -> Iterator[dict[int, str]]:
    """The dtypes to try, as id of tensor -> dtype, for the tensors whose dtype is not known."""
    open_ = [value for value in leaves(values) if isinstance(value, Tensor) and value.dtype is None]
    if len(open_) > 3:  # alike for all: 3 runs, not 3 to the power of their number
        for dtype in UNKNOWN_DTYPES:
            yield {id(one): dtype for one in open_}
        return
    for combination in itertools.product(UNKNOWN_DTYPES, repeat=len(open_)):
        yield {id(one): dtype for one, dtype in zip(open_, combination, strict=True)}


@dataclass
class _Run:
    """One operation, ready to run on any device."""

    name: str
    operation: Callable[..., Any]
    build: Arguments | None
    args: Sequence[Any] | None
    kwargs: dict[str, Any]
    training: bool
    dtypes: dict[int, str]

    def answer(self) -> Answer:
        elements = _elements((self.args, self.kwargs))
        on_meta, more = self.on("meta")
        if elements + more <= CPU_ELEMENTS:
            return self.on("cpu")[0]
        if isinstance(on_meta, Accepted) and "conv" in self.name.lower():
            return Inconclusive("too large for the CPU, and meta does not check convolutions")
        return on_meta

    def on(self, device: str) -> tuple[Answer, int]:
        """torch's answer on that device.

        Also how many elements its result and the layer's parameters have.
        """
        import torch

        call, result = self.operation, None
        answer: Answer
        with warnings.catch_warnings(), torch.device(device), torch.no_grad():
            warnings.simplefilter("ignore")
            try:
                if self.build is not None:
                    args, kwargs = self.build
                    call = self.operation(*self._real(args), **self._real(_without_device(kwargs)))
                    call.train(self.training)
                if self.args is not None:
                    result = call(*self._real(self.args), **self._real(_without_device(self.kwargs)))
                answer = Accepted(outline(result), replay_numpy.types(result))
            except NotImplementedError as error:
                missing = any(words in str(error) for words in ("not implemented for", "Could not run", "meta"))
                answer = Inconclusive(f"{device}: {_line(error)}") if missing else Refused(_line(error), type(error))
            except _refusals() as error:
                blind = device == "meta" and "meta" in str(error).lower()  # "cannot be called on meta tensors"
                answer = Inconclusive(_line(error)) if blind else Refused(_line(error), type(error))
        produced = sum(one.numel() for one in leaves(result) if isinstance(one, torch.Tensor))
        return answer, produced + _stored(call)

    def _real(self, values: Any) -> Any:
        """The values with torch's tensors in place of ours."""
        if isinstance(values, Mapping):
            return {key: self._dtype(one) if key == "dtype" else self._real(one) for key, one in values.items()}
        if isinstance(values, tuple):
            return tuple(self._real(one) for one in values)
        if isinstance(values, list):
            return [self._real(one) for one in values]
        if isinstance(values, Array):
            return replay_numpy.array(values)
        if isinstance(values, Tensor):
            return self._tensor(values)
        if isinstance(values, DType) or (isinstance(values, str) and values.startswith("torch.")):
            return self._dtype(values)
        return values

    def _dtype(self, value: Any) -> Any:
        """torch's dtype of a name with or without prefix."""
        import torch

        return getattr(torch, value.removeprefix("torch."), value) if isinstance(value, str) else value

    def _tensor(self, value: Tensor) -> Any:
        """A tensor of that shape, dtype and layout.

        The numbers the source states, otherwise zeros, which are valid as class indices, as probabilities and as
        weights.
        """
        import torch

        dtype = self._dtype(value.dtype or self.dtypes.get(id(value), "float32"))
        if value.data is not None:
            return torch.tensor(value.data, dtype=dtype)
        shape: Any = value.known_shape
        if value.strides is not None:
            strides: Any = value.strides
            return torch.empty_strided(shape, strides, dtype=dtype).zero_()
        return torch.zeros(shape, dtype=dtype)


def _without_device(kwargs: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in kwargs.items() if key != "device"}


def _elements(values: Any) -> int:
    total = 0
    for value in leaves(values):
        if isinstance(value, Tensor):
            elements = 1
            for size in value.known_shape or ():
                assert isinstance(size, int)
                elements *= size
            total += elements
    return total


def _stored(layer: Any) -> int:
    """Elements of a layer's parameters and buffers; 0 for a function."""
    import torch

    if not isinstance(layer, torch.nn.Module):
        return 0
    from torch.nn.parameter import is_lazy

    return sum(one.numel() for one in itertools.chain(layer.parameters(), layer.buffers()) if not is_lazy(one))


def _refusals() -> tuple[type[BaseException], ...]:
    """What operations raise on arguments that do not fit.

    (einops has an error class of its own.)
    """
    plain = (RuntimeError, ValueError, TypeError, AssertionError, LookupError, AttributeError, ArithmeticError)
    einops = sys.modules.get("einops")
    return plain if einops is None else (*plain, einops.EinopsError)


def _line(error: BaseException) -> str:
    """What torch said, in one line."""
    text = str(error).strip()
    return text.splitlines()[0] if text else type(error).__name__
