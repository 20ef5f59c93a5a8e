"""What a Python expression can be, as far as shapelint knows.

Numbers, strings, tuples, None and the like stand for themselves: the Python value is the value. Lists, dicts and
sets do too. What Python cannot hold without running the program has a class here: a tensor (only its shape), an
unknown (with its reason), and, in `shapelint.interpret.values.objects`, functions, classes and instances.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, ClassVar, Union, final

import msgspec

from shapelint.sizes.dims import Dim

Value = Any
"""Documentation only: any Python value, or one of the classes of this file."""


class Reason(msgspec.Struct, frozen=True):
    """Why something is not known.

    `place` is where that became so (a `Place` of the model room, or None). handed_on: it is of what users of an entry
    that nobody calls may give beyond its own parameters.
    """

    text: str
    place: Any = None
    handed_on: bool = False

    def __str__(self) -> str:
        return self.text


class Unknown:
    """A value that cannot be known from the source.

    Its identity stands for the value: the same Unknown is the same value wherever it turns up, so `a == a` holds and a
    size made from it is one symbol.

    name: what people know it by (a parameter, an attribute), for messages and symbols.
    parts: its attributes and elements, as far as they were read or set: the same ones whenever they are read.
    logged, shared, escaped: see the heap, for an attribute can be set.
    """

    __slots__ = ("escaped", "logged", "name", "parts", "reason", "shared")
    seen = True

    def __init__(self, reason: Reason | str, name: str = "") -> None:
        self.reason = reason if isinstance(reason, Reason) else Reason(reason)
        self.name = name
        self.parts: dict[Any, Any] | None = None
        self.logged = -1
        self.escaped = 0
        self.shared = 0

    @property
    def operands(self) -> tuple[Any, ...] | None:
        """The unknown values of which it was computed.

        None where it was not computed.
        """
        return None

    def part(self, key: Any, name: str) -> Any:
        """The attribute or element under that key.

        The same one whenever it is read.
        """
        return self._part(key, Input if isinstance(self, Input) else Unknown, name)

    def number(self, key: Any, name: str) -> Any:
        """The number under that key, as a length: always the same."""
        return self._part(key, UnknownNumber, name)

    def _part(self, key: Any, kind: type[Unknown], name: str) -> Any:
        if self.parts is None:
            self.parts = {}
        found = self.parts.get(key)
        if found is None:
            found = self.parts[key] = kind(self.reason, name)
        return found

    def set_part(self, key: Any, value: Any) -> None:
        """Let that be the attribute or element under the key."""
        if self.parts is None:
            self.parts = {}
        self.parts[key] = value

    def content(self) -> Any:
        return None if self.parts is None else dict(self.parts)

    def put_back(self, content: Any) -> None:
        self.parts = content

    def holds(self) -> Iterator[Any]:
        return iter(self.parts.values() if self.parts else ())

    def __repr__(self) -> str:
        return f"Unknown({self.name or self.reason.text!r})"


class Input(Unknown):
    """An argument of a `forward` that nobody calls.

    Most likely a tensor, and taken for one by the first operation that wants one.
    """

    __slots__ = ()


class OptionalInput(Input):
    """An input that may be left out.

    None by default, which is what is tried first.
    """

    __slots__ = ()


class Computed(Unknown):
    """What an arithmetic operator made of unknown numbers.

    It becomes an expression over their symbols when it is used as a size; until then it may be anything (a float, a
    tensor), and nothing is concluded from it.

    op: + - * // %. terms: how many values it was computed of, each as often as it is there.
    """

    __slots__ = ("left", "op", "right", "terms")

    def __init__(self, op: str, left: Any, right: Any, reason: Reason) -> None:
        super().__init__(reason)
        self.op = op
        self.left = left
        self.right = right
        self.terms: int = terms_of((left, right))

    @property
    def operands(self) -> tuple[Any, ...] | None:
        return tuple(one for one in (self.left, self.right) if isinstance(one, Unknown))


class UnknownNumber(Unknown):
    """A number that need not be whole.

    It is one if all that it was computed of are numbers.

    operands: the unknown values among these; none where it surely is a number, as the result of `float()` is.
    """

    __slots__ = ("_operands", "terms")

    def __init__(self, reason: Reason | str, name: str = "", operands: tuple[Any, ...] = ()) -> None:
        super().__init__(reason, name)
        self._operands = operands
        self.terms: int = terms_of(operands) or 1

    @property
    def operands(self) -> tuple[Any, ...] | None:
        return self._operands


class Chance(UnknownNumber):
    """A number that is drawn at random and need not be whole.

    No size has to do with it.
    """

    __slots__ = ()


class Drawn(UnknownNumber):
    """A whole number that is drawn at random.

    least, behind: it is one of the whole numbers from `least` up to `behind`, which is none of them.
    """

    __slots__ = ("behind", "least")

    def __init__(self, reason: Reason | str, least: Dim, behind: Dim) -> None:
        super().__init__(reason)
        self.least = least
        self.behind = behind


class Numbered(UnknownNumber):
    """One of the numbers that a table gives its keys.

    most: the largest of them. keys: how many there are.
    """

    __slots__ = ("keys", "most")

    def __init__(self, reason: Reason | str, most: int, keys: int) -> None:
        super().__init__(reason)
        self.most = most
        self.keys = keys


def terms_of(operands: Iterable[Any]) -> int:
    """The count of values of which the operands were computed."""
    return sum(one.terms if isinstance(one, (Computed, UnknownNumber)) else 1 for one in operands)


class Several(Unknown):
    """Tensors whose shapes are known, and not how many there are.

    tensors: these come once or several times, one such row after the other.
    """

    __slots__ = ("tensors",)

    def __init__(self, tensors: list[Any], reason: Reason) -> None:
        super().__init__(reason)
        self.tensors = tensors


class Round(Unknown):
    """The number of any round of a loop but the first.

    least, behind: it is one of the whole numbers from `least` up to `behind`, which is none of them.
    """

    __slots__ = ("behind", "least")

    def __init__(self, reason: Reason, least: Dim, behind: Dim) -> None:
        super().__init__(reason)
        self.least = least
        self.behind = behind


class DType(str):
    """torch.float32 and its like, by torch's name without prefix."""

    __slots__ = ()


ANY = "any number"
"""Among the parts of a tensor: what stands for each of its numbers."""


@final
class UnknownShape:
    """The shape of a tensor of unknown rank.

    Tensors that surely share their shape share this object, so that what one operation teaches about it (`refine`) is
    known of all of them.

    `known` maps axes to sizes that are known although the rank is not: negative keys count from the last axis,
    others from the first. `resolved` is the shape once it became known. `moved`: it has more or fewer axes than the
    shape of unknown rank that it was made of. `ranks`: those that it may have, None where nothing excludes any.
    """

    __slots__ = ("escaped", "known", "logged", "moved", "ranks", "reason", "resolved", "shared")
    seen = True

    def __init__(self, reason: Reason | str, known: dict[int, Dim] | None = None) -> None:
        self.reason = reason if isinstance(reason, Reason) else Reason(reason)
        self.known: dict[int, Dim] = dict(known or {})
        self.resolved: tuple[Dim, ...] | None = None
        self.moved = False
        self.ranks: frozenset[int] | None = None
        self.logged = -1
        self.escaped = 0
        self.shared = 0

    def content(self) -> Any:
        return dict(self.known), self.resolved, self.ranks

    def put_back(self, content: Any) -> None:
        self.known, self.resolved, self.ranks = content

    def holds(self) -> Iterator[Any]:
        return iter(())

    def __repr__(self) -> str:
        return f"UnknownShape({self.reason.text!r})"


Shape = Union[tuple[Dim, ...], UnknownShape]


class Tensor(msgspec.Struct, eq=False):
    """A tensor: its shape, and what little else decides shapes.

    dtype: torch's name without prefix ("float32", "int64", "bool"), or None where it is not known.
    strides: element strides where the memory layout is known for certain, None where it is not. `view` needs them.
    data: the numbers themselves (a number or nested lists) where the source states them, else None.
    role: "" | "parameter" | "buffer" | "number" (an unknown number of Python's that meets tensors).
    source: the event that produced it (for messages), or None.
    name: what the code calls it, for messages ("x", "self.pos_embed").
    parts: what was read of it and is not known (its dtype, its rank): the same Unknowns whenever they are read.
    set: the attributes that the program has given it. differs: of a tensor that stands for what the rounds of a loop
        make (the reason says which loop), the axes in which they differ.
    reshaped: an operation in place gave it another shape, and events before that do not tell which it had.
    logged, shared, escaped: see the heap, for what a tensor holds can be changed.
    owner: the class whose methods it has, as operations are called after it.
    """

    shape: Shape
    dtype: str | None = None
    strides: tuple[Dim, ...] | None = None
    data: Any = None
    role: str = ""
    source: Any = None
    name: str = ""
    parts: dict[str, Unknown] | None = None
    set: dict[str, Any] | None = None
    differs: tuple[Reason, tuple[bool, ...]] | None = None
    reshaped: bool = False
    logged: int = -1
    escaped: int = 0
    shared: int = 0
    seen: ClassVar[bool] = True
    owner: ClassVar[str] = "torch.Tensor"

    __repr__ = object.__repr__  # not of all that led to it

    def content(self) -> Any:
        held = None if self.set is None else dict(self.set)
        return self.shape, self.dtype, self.strides, self.data, self.role, self.reshaped, held

    def put_back(self, content: Any) -> None:
        self.shape, self.dtype, self.strides, self.data, self.role, self.reshaped, self.set = content

    def holds(self) -> Iterator[Any]:
        yield self.shape
        yield from self.set.values() if self.set else ()

    @property
    def known_shape(self) -> tuple[Dim, ...] | None:
        """The shape as a tuple.

        None where even the rank is unknown.
        """
        shape = self.shape
        if type(shape) is UnknownShape:
            return shape.resolved
        return shape


class Array(Tensor):
    """An array of numpy, or one of its numbers.

    What operations know of a tensor, with numpy's methods and rules.

    weak: it stands for a number of Python's, whose type gives way to that of arrays.
    """

    weak: bool = False
    owner: ClassVar[str] = "numpy.ndarray"


ArrayLike = Array
"""In the signature of an operation: what numpy makes an array of whatever it is, a tensor of torch among it."""


class ArrayType(DType):
    """numpy.float32 and its like, by torch's name."""

    __slots__ = ()


def tensor(*sizes: Dim, dtype: str | None = None) -> Tensor:
    """A tensor of that shape whose memory layout is not known."""
    return Tensor(tuple(sizes), dtype)


def like(other: Tensor, dtype: str | None = None) -> Tensor:
    """A new tensor that surely has the shape of `other`.

    An unknown shape is shared, not copied.

    dtype: its dtype; None keeps that of `other`.
    """
    return Tensor(other.shape, dtype or other.dtype)


def unknown_tensor(reason: Reason | str, known: dict[int, Dim] | None = None, dtype: str | None = None) -> Tensor:
    """A tensor about whose shape only `known` (axis -> size) is known."""
    return Tensor(UnknownShape(reason, known), dtype)


def contiguous_strides(shape: Sequence[Dim]) -> tuple[Dim, ...]:
    """The strides of a contiguous tensor of that shape.

    In elements, as torch lays it out.
    """
    return _contiguous(tuple(shape))


@lru_cache(maxsize=4096)
def _contiguous(shape: tuple[Dim, ...]) -> tuple[Dim, ...]:
    strides: list[Dim] = []
    step: Dim = 1
    for size in reversed(shape):
        strides.append(step)
        step = step * size
    return tuple(reversed(strides))
