"""What iterating over a value gives, and taking a value apart into several names."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.held import List, taint_of
from shapelint.interpret.state.kind import call, get_attribute
from shapelint.interpret.state.rounds import element_at
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.objects import MISSING, Class, External, Instance, Repeated, Stream
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Computed, Reason, Tensor, Unknown, UnknownShape
from shapelint.source.place import Place

MAX_ITEMS = 4096


class ShapeOf(Unknown):
    """The shape of a tensor whose rank is not known: `b, c, h, w = x.shape` will say what it is."""

    __slots__ = ("tensor",)

    def __init__(self, tensor: Tensor) -> None:
        assert isinstance(tensor.shape, UnknownShape)
        super().__init__(tensor.shape.reason, f"{tensor.name}.shape" if tensor.name else "")
        self.tensor = tensor


def iterate(run: Run, place: Place, value: Any) -> list[Any] | None:
    """The elements, or None where it is not known which or how many there are.

    Raises PythonError where the value cannot be iterated over.
    """
    value = run.settled(value)
    if taint_of(value) is not None:
        return None
    if isinstance(value, (list, tuple)):
        return list(value)
    if isinstance(value, Stream):
        return value.rest()
    if isinstance(value, range):
        return list(value) if len(value) <= MAX_ITEMS else None
    if isinstance(value, (dict, str, set, frozenset)):
        return sorted(value, key=repr) if isinstance(value, (set, frozenset)) else list(value)
    if isinstance(value, Tensor):
        shape = value.known_shape
        if shape is None:
            return None
        if not shape:
            raise PythonError("TypeError", "iteration over a 0-d tensor")
        count = run.world.facts.resolve(shape[0])
        if not isinstance(count, int) or count > MAX_ITEMS:
            return None
        return [call(run, place, External(f"{value.owner}.__getitem__"), [value, i], {}) for i in range(count)]
    if isinstance(value, Instance):
        return _iterate_instance(run, place, value)
    if isinstance(value, (Unknown, Repeated, External)):
        return None
    if isinstance(value, Class) and value.members is not None:
        return list(value.find_members())
    if value is None or isinstance(value, (int, float, Expr)):
        raise PythonError("TypeError", f"{value!r} is not iterable")
    return None


def opened(run: Run, place: Place, value: Any) -> Any:
    """What a loop over a value goes through: of an object of the program's own what its `__iter__` gives, where that is
    a sequence whose length is not known; else the value itself."""
    value = run.settled(value)
    if not isinstance(value, Instance) or value.items is not None or taint_of(value) is not None:
        return value
    if value.cls.find("__iter__") is MISSING or value.cls.operation is not None or value.is_module:
        return value
    given = run.settled(call(run, place, get_attribute(run, place, value, "__iter__"), [], {}))
    if isinstance(given, Instance) and given.cls.find("__next__") is not MISSING:
        values = _call_next(run, place, given)
        return run.unknown("an iterator of unknown length", place) if values is None else Stream(values)
    return opened(run, place, given) if given is not value else value


def iterator(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> Any:
    """`iter(value)`"""
    value = run.settled(args[0])
    if isinstance(value, Stream) or len(args) > 1:
        return value if len(args) == 1 else run.unknown("iter with a sentinel", place)
    if isinstance(value, Instance) and value.cls.find("__next__") is not MISSING:
        return value
    value = opened(run, place, value)
    values = iterate(run, place, value)
    return value if values is None else Stream(values)


def _iterate_instance(run: Run, place: Place, value: Instance) -> list[Any] | None:
    if value.cls.find("__iter__") is not MISSING:
        given = call(run, place, get_attribute(run, place, value, "__iter__"), [], {})
        if isinstance(given, Instance) and given.cls.find("__next__") is not MISSING:
            return _call_next(run, place, given)
        return iterate(run, place, given)
    if value.items is not None:
        return iterate(run, place, value.items)
    if value.cls.fields is not None and value.cls.derives("tuple"):
        return [value.attributes.get(name) for name, _ in value.cls.fields]
    if value.cls.find("__len__") is not MISSING and value.cls.find("__getitem__") is not MISSING:
        length = call(run, place, get_attribute(run, place, value, "__len__"), [], {})
        if isinstance(length, int) and length <= MAX_ITEMS:
            getter = get_attribute(run, place, value, "__getitem__")
            return [call(run, place, getter, [i], {}) for i in range(length)]
    return None


def _call_next(run: Run, place: Place, value: Instance) -> list[Any] | None:
    """What an iterator of the program's own gives until it raises StopIteration."""
    values: list[Any] = []
    run.stack.catching += 1
    try:
        while len(values) < MAX_ITEMS:
            values.append(call(run, place, get_attribute(run, place, value, "__next__"), [], {}))
    except PythonError as error:
        return values if error.cls == "StopIteration" else None
    finally:
        run.stack.catching -= 1
    return None


def unpack(run: Run, place: Place, value: Any, names: list[str], star: int | None) -> list[Any]:
    """The values for the targets of `a, b, *c = value`; `star` is the index of the starred target.

    Raises PythonError where the number of values is known to be another.
    """
    value = run.settled(value)
    count = len(names)
    if isinstance(value, ShapeOf) and star is None:
        return list(_learn_rank(run, value, names))
    values = iterate(run, place, value) if not isinstance(value, Computed) else None
    if values is None:
        return _unknown_parts(run, place, value, names, star)
    if star is None:
        if len(values) != count:
            _wrong_count(run, place, value, len(values), count)
        return values
    after = count - star - 1
    if len(values) < count - 1:
        raise PythonError(
            "ValueError", f"not enough values to unpack (expected at least {count - 1}, got {len(values)})"
        )
    return [*values[:star], List(values[star : len(values) - after]), *values[len(values) - after :]]


def _learn_rank(run: Run, value: ShapeOf, names: list[str]) -> tuple[Any, ...]:
    """`b, c, h, w = x.shape`: the tensor has four axes, called so."""
    from shapelint.ops.core.need import need

    letters = [n if n and n != "_" else f"d{i}" for i, n in enumerate(names)]
    shape = value.tensor.known_shape
    if shape is None:
        with need.recording(run.world.facts):
            shape = need.refine(value.tensor, len(names), letters)
    return shape


def _unknown_parts(run: Run, place: Place, value: Any, names: list[str], star: int | None) -> list[Any]:
    if isinstance(value, Repeated):
        return [element_at(run, value, i, n) if i != star else value for i, n in enumerate(names)]
    if isinstance(value, Tensor):
        # Unpacking a tensor says how many rows it has.
        shape = value.known_shape
        if shape and star is None:
            if run.world.facts.same(shape[0], len(names)) is Verdict.NO:
                _wrong_count(run, place, value, shape[0], len(names))
            return [call(run, place, External(f"{value.owner}.__getitem__"), [value, i], {}) for i in range(len(names))]
        return [Unknown("a part of a tensor of unknown shape", n) for n in names]
    parts: list[Any] = []
    for index, name in enumerate(names):
        if isinstance(value, Unknown) and index != star:
            parts.append(value.part(index, name))
        else:
            parts.append(Unknown(value.reason if isinstance(value, Unknown) else Reason("an unknown part"), name))
    return parts


def _wrong_count(run: Run, place: Place, value: Any, have: Any, want: int) -> None:
    """`b, c, h, w = x.shape` of a tensor with three axes is the commonest error of rank."""
    origin = getattr(value, "of", None)
    if isinstance(value, (tuple, Tensor)) and not isinstance(value, list) and origin is not None:
        names = "sizes to unpack", "names to unpack them into"
        refuse_of_shape(run, place, Requirement("wrong-rank", Verdict.NO, have, want, "same", *names, of=origin))
    raise PythonError("ValueError", f"expected {want} values to unpack, got {have}")


def refuse_of_shape(run: Run, place: Place, requirement: Requirement) -> None:
    """Record what Python refuses of the shape of a tensor: `b, c = x.shape`, `x.shape[4]`."""
    target, stack = _Unpacking(), tuple(run.stack.places)
    run.record(
        Event("call", None, target, {}, None, [requirement], place, stack, lambda _: None, run.world.facts)
    )  # fmt: skip


class _Unpacking:
    """The target of the event that unpacking or indexing a shape leaves."""

    class cls:
        name = "shape"


class ShapeTuple(tuple):  # type: ignore[type-arg]
    """A known shape that remembers its tensor, so that a message can name it."""

    of: Tensor

    def __new__(cls, sizes: tuple[Any, ...], of: Tensor) -> ShapeTuple:
        made = super().__new__(cls, sizes)
        made.of = of
        return made
