"""Subscripts: reading, assigning, deleting `value[index]`."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.iterate import ShapeOf, ShapeTuple, iterate, refuse_of_shape
from shapelint.interpret.language.operators import kind, known
from shapelint.interpret.state.held import Dict, held, may_grow, taint_of
from shapelint.interpret.state.kind import call, get_attribute
from shapelint.interpret.state.rounds import element_at
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.collected import Counted, Defaulting
from shapelint.interpret.values.objects import MISSING, Class, External, Function, Instance, Repeated, Wrapped
from shapelint.interpret.values.sizes import size_of_axis
from shapelint.ops.core.need import Requirement
from shapelint.sizes.dims import Expr
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Input, Reason, Tensor, Unknown, UnknownShape
from shapelint.source.place import Place

ANNOTATIONS = (
    "typing.",
    "collections.",
    "builtins.",
    "torch.Tensor",
    "numpy.ndarray",
    "jaxtyping.",
    "numpy.typing.",
    "type",
)


def get_item(run: Run, place: Place, value: Any, index: Any) -> Any:
    """`value[index]`. Raises PythonError where Python surely does."""
    value, index = run.settled(value), run.settled(index)
    if isinstance(value, Tensor):
        return call(run, place, External(f"{value.owner}.__getitem__"), [value, settle_index(run, index)], {})
    if isinstance(value, ShapeOf):
        return size_of(run, value, index)
    if isinstance(value, Input) and _indexes_a_tensor(index):
        return call(
            run, place, External("torch.Tensor.__getitem__"), [run.world.tensor_of(value), settle_index(run, index)], {}
        )
    if isinstance(value, Unknown):
        if isinstance(index, (int, str)):
            return value.part(("item", index), f"{value.name}[{index!r}]" if value.name else "")
        return Unknown(value.reason)
    if isinstance(value, Instance):
        return _instance_item(run, place, value, index)
    if isinstance(value, Class):
        members = value.members
        if members is not None and isinstance(index, str) and index in members:
            return members[index]
        for owner, dunder in ((value, "__class_getitem__"), (value.find("__metaclass__"), "__getitem__")):
            found = owner.find(dunder) if isinstance(owner, Class) else MISSING
            found = found.function if isinstance(found, Wrapped) else found
            if isinstance(found, Function):
                return call(run, place, found, [value, index], {})
        return value  # Generic[T]
    if isinstance(value, External):
        if value.dotted.startswith(ANNOTATIONS):
            return value  # List[int]
        if value.dotted == "sys.modules" and isinstance(index, str):
            found = run.project.module_named(run, index)
            if found is not None:
                return found
        return Unknown(Reason(f"an element of {value.dotted}", place), value.dotted)
    if isinstance(value, Repeated):
        if isinstance(index, slice):
            return run.unknown("a slice of an unknown sequence", place)
        return element_at(run, value, index)
    taint = taint_of(value)
    if taint is not None:
        latest = value.latest if isinstance(value, Dict) else None
        if latest is not None and latest[0] is index and latest[2] == run.heap.clock:
            return latest[1]  # under the very key under which it was put a moment ago
        return Unknown(taint)
    if isinstance(value, (list, tuple, str, range)):
        return _sequence_item(run, place, value, index)
    if isinstance(value, dict):
        return _dict_item(run, place, value, index)
    return run.unknown(f"an element of {kind(value)}", place)


def settle_index(run: Run, index: Any) -> Any:
    """The index with what this world has learnt, inside tuples and slices too."""
    if isinstance(index, tuple):
        return tuple(settle_index(run, i) for i in index)
    if isinstance(index, slice):
        return slice(run.settled(index.start), run.settled(index.stop), run.settled(index.step))
    return run.settled(index)


def _indexes_a_tensor(index: Any) -> bool:
    """Whether only a tensor is indexed so: by a tuple with slices, by `...` or None. `x[0]` may be a list's."""
    if isinstance(index, tuple):
        return any(isinstance(i, (slice, type(...), type(None))) for i in index)
    return index is ... or index is None


def size_of(run: Run, shape: ShapeOf, index: Any) -> Any:
    """`x.shape[i]` of a tensor whose rank is not known: a symbol that is remembered."""
    known = shape.tensor.known_shape
    if known is not None:
        return get_item(run, None, ShapeTuple(known, shape.tensor), index)  # type: ignore[arg-type]
    unknown = shape.tensor.shape
    assert isinstance(unknown, UnknownShape)
    if isinstance(index, int):
        return run.world.facts.resolve(size_of_axis(run, shape.tensor, index))
    if (
        isinstance(index, slice)
        and isinstance(index.start, int)
        and index.start < 0
        and index.stop is None
        and index.step is None
    ):
        return tuple(size_of(run, shape, axis) for axis in range(index.start, 0))
    return shape.part(("item", repr(index)), "")


def _sequence_item(run: Run, place: Place, value: Any, index: Any) -> Any:
    if isinstance(index, slice):
        parts = (index.start, index.stop, index.step)
        if not all(p is None or isinstance(p, int) for p in parts):
            return run.unknown("a slice with unknown bounds", place)
        if index.step == 0:
            raise PythonError("ValueError", "slice step cannot be zero")
        return held(value[index])
    if isinstance(index, Tensor) and isinstance(index.data, int):
        index = index.data
    if isinstance(index, int):
        if not -len(value) <= index < len(value):
            if isinstance(value, ShapeTuple):
                says = f"index {index} is out of range for the sizes of a tensor with {len(value)} dimensions"
                about = Requirement("axis-out-of-range", Verdict.NO, index, len(value), "holds", says, of=value.of)
                refuse_of_shape(run, place, about)
            raise PythonError("IndexError", f"{index} is out of range for {len(value)} elements")
        found = value[index]
        return run.settled(found) if isinstance(found, Unknown) else found
    if isinstance(index, (Unknown, Expr, Tensor)):
        if value and all(v is value[0] for v in value):
            return value[0]
        return run.unknown("an element at an unknown index", place)
    raise PythonError("TypeError", f"{kind(index)} is no index")


def _dict_item(run: Run, place: Place, value: dict[Any, Any], index: Any) -> Any:
    if isinstance(index, (Unknown, Tensor, Expr)) or (
        isinstance(index, tuple) and any(isinstance(i, Unknown) for i in index)
    ):
        return run.unknown("an element under an unknown key", place)
    try:
        if index in value:
            return run.settled(value[index])
    except TypeError as error:
        raise PythonError("TypeError", str(error)) from None
    if isinstance(value, Counted):
        return 0
    if isinstance(value, Defaulting) and value.default_factory is not None:
        run.heap.change(value)
        made = value[index] = call(run, place, value.default_factory, [], {})
        return made
    raise PythonError("KeyError", repr(index))


def _instance_item(run: Run, place: Place, value: Instance, index: Any) -> Any:
    if value.cls.find("__getitem__") is not MISSING:
        return call(run, place, get_attribute(run, place, value, "__getitem__"), [index], {})
    if value.items is not None and taint_of(value) is None:
        if isinstance(value.items, dict) and value.cls.find("__missing__") is not MISSING and index not in value.items:
            return call(run, place, get_attribute(run, place, value, "__missing__"), [index], {})
        return get_item(run, place, value.items, index)
    if value.cls.fields is not None and isinstance(index, int):
        names = [name for name, _ in value.cls.fields]
        if -len(names) <= index < len(names):
            return value.attributes.get(names[index])
    return run.unknown(f"an element of {kind(value)}", place)


def set_item(run: Run, place: Place, value: Any, index: Any, new: Any) -> None:
    """`value[index] = new`"""
    value, index = run.settled(value), run.settled(index)
    run.heap.change(value)
    if isinstance(value, Tensor):
        call(run, place, External(f"{value.owner}.__setitem__"), [value, settle_index(run, index), new], {})
        value.data = None
    elif isinstance(value, Instance):
        if value.cls.find("__setitem__") is not MISSING:
            call(run, place, get_attribute(run, place, value, "__setitem__"), [index, new], {})
        elif value.items is not None:
            set_item(run, place, value.items, index, new)
    elif isinstance(value, Repeated):
        value.forget(Reason("one of its elements was replaced", place))
    elif isinstance(value, Unknown):
        if isinstance(index, (int, str)):
            value.set_part(("item", index), new)
    elif isinstance(value, list):
        may_grow(value, False)
        if isinstance(index, int) and -len(value) <= index < len(value):
            value[index] = new
        elif isinstance(index, slice) and known((index.start, index.stop, index.step)):
            values = iterate(run, place, new)
            if values is None:
                run.heap.taint(value, Reason("unknown elements were put into it", place))
                return
            try:
                value[index] = values
            except (ValueError, TypeError) as error:
                raise PythonError(type(error).__name__, str(error)) from None
        else:
            run.heap.taint(value, Reason("an assignment at an unknown index", place))
    elif isinstance(value, dict):
        if isinstance(index, (Unknown, Tensor)):
            run.heap.taint(value, Reason("an assignment under an unknown key", place))
            if isinstance(value, Dict):
                value.latest = (index, new, run.heap.clock)
        else:
            try:
                value[index] = new
            except TypeError:
                run.heap.taint(value, Reason("an assignment under an unknown key", place))


def delete_item(run: Run, place: Place, value: Any, index: Any) -> None:
    """`del value[index]`"""
    value, index = run.settled(value), run.settled(index)
    run.heap.change(value)
    if isinstance(value, Instance) and value.cls.find("__delitem__") is not MISSING:
        call(run, place, get_attribute(run, place, value, "__delitem__"), [index], {})
    elif isinstance(value, Instance) and value.items is not None:
        delete_item(run, place, value.items, index)
    elif isinstance(value, (list, dict)):
        may_grow(value, False)
        try:
            del value[index]
        except (KeyError, IndexError) as error:
            raise PythonError(type(error).__name__, str(error)) from None
        except TypeError:
            run.heap.taint(value, Reason("a deletion at an unknown index", place))
