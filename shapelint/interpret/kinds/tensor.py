"""Tensors."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, ClassVar

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.certainty import OF_TENSORS
from shapelint.interpret.language.operation_methods import TENSOR_METHODS
from shapelint.interpret.language.operators import binary, by_method, tensor_first, tensor_last
from shapelint.interpret.language.sizes import size_of_axis
from shapelint.interpret.language.subscripts import settle_index
from shapelint.interpret.language.unpacking import refuse_count
from shapelint.interpret.library.conversions import to_whole
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.classed import PARAMETER_NAME, TENSOR_NAMES
from shapelint.interpret.state.contents import MAX_ITEMS
from shapelint.interpret.state.fingerprints import Inputs
from shapelint.interpret.state.kind import KINDS, call
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import Itself
from shapelint.interpret.values.objects import MISSING, Class, External, Method, OperationFunction
from shapelint.interpret.values.ranks import RankOf
from shapelint.interpret.values.shapes import ShapeOf, ShapeTuple
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.trace import Event
from shapelint.sizes.dims import Expr, symbols
from shapelint.sizes.facts import Verdict
from shapelint.sizes.facts.intervals import SIZE
from shapelint.sizes.tensors import DType, Reason, Tensor, Unknown, UnknownShape
from shapelint.source.place import Place

UNARY = {"-": "neg", "+": "pos", "~": "invert"}


COMPUTED = frozenset(("T", "mT", "H", "mH", "real", "imag"))
UNKNOWN = frozenset(
    ("itemsize", "nbytes", "device", "grad", "layout", "is_cuda", "requires_grad", "names", "grad_fn", "is_meta", "is_leaf")
)  # fmt: skip


class Tensors(Anything[Tensor]):
    is_tensor = True
    types: ClassVar[tuple[type, ...]] = (Tensor,)
    precedence = 70
    is_exported = False
    abstract = frozenset(("Iterable",))
    is_plain = True
    is_named = True

    def surely_lacks(self, value: Tensor, name: str) -> bool:
        return not name.startswith("_") and name not in OF_TENSORS

    def signed(self, value: Tensor, event: Event) -> None:
        if value.source is None:
            value.source = event

    def is_key(self, value: Tensor, depth: int) -> bool:
        return False

    def alike(self, run: Run, a: Tensor, b: Tensor, depth: int) -> bool:
        return _same_shape(run, a, b) and (a.dtype, a.strides, a.data, a.role) == (b.dtype, b.strides, b.data, b.role)

    def in_common(self, run: Run, old: Tensor, new: Any, reason: Reason, name: str) -> object:
        if KINDS[type(new)] is self:
            return _in_common(run, old, new, reason, name)
        return NotImplemented

    def surely_differs(self, run: Run, value: Tensor, other: Any) -> bool:
        one, two = value.known_shape, other.known_shape if KINDS[type(other)].is_tensor else None
        if one is None or two is None:
            return False
        return len(one) != len(two) or any(run.world.facts.same(x, y) is Verdict.NO for x, y in zip(one, two))

    def numbers(self, value: Tensor) -> Any:
        return value.data

    def surely_settled(self, value: Tensor) -> bool:
        shape = value.known_shape
        return shape is not None and all(KINDS[type(size)].is_whole for size in shape)

    def after_rounds(self, run: Run, value: Tensor, reason: Reason) -> object:
        if value.differs is None or value.differs[0] is not reason:
            return value
        sizes = zip(value.known_shape or (), value.differs[1])
        fresh = tuple(run.world.facts.fresh(value.name) if change else size for size, change in sizes)
        return type(value)(fresh, value.dtype, name=value.name)

    def deeply_copied(self, value: Tensor, done: dict[int, object]) -> object:
        return type(value)(value.shape, value.dtype, value.strides, value.data, value.role, value.source, value.name)

    def input_print(self, inputs: Inputs, value: Tensor, depth: int) -> Hashable | None:
        return None if value.data is not None else inputs.fingerprint(value)

    def part_print(self, run: Run, value: Tensor, depth: int) -> Hashable:
        shape = value.known_shape
        return value.owner, Itself(value.shape) if shape is None else shape, value.dtype, value.role

    def again(self, value: Tensor, shapes: dict[int, UnknownShape]) -> object:
        shape = value.shape
        if isinstance(shape, UnknownShape):
            if id(shape) in shapes:
                shape = shapes[id(shape)]
            elif shape.resolved is not None:
                shape = shape.resolved
            else:
                shape = shapes[id(shape)] = UnknownShape(shape.reason, shape.known)
        return type(value)(shape, value.dtype, value.strides, value.data, "", value.source)

    def can_be_again(self, run: Run, value: Tensor, named: int) -> bool:
        sizes = value.shape.known.values() if isinstance(value.shape, UnknownShape) else value.shape
        sizes = sizes if value.known_shape is None else value.known_shape
        return not any(run.world.facts.is_newer(name, named) for size in sizes for name in symbols(size))

    def is_instance(self, value: Tensor, cls: Class) -> bool | None:
        if cls.name == "Parameter":
            return value.role == "parameter"
        return cls.name == "Tensor" or super().is_instance(value, cls)

    def is_of_library(self, value: Tensor, dotted: str) -> bool | None:
        if dotted in TENSOR_NAMES:
            return True
        return value.role == "parameter" if dotted == PARAMETER_NAME else super().is_of_library(value, dotted)

    def class_of(self, run: Run, value: Tensor) -> object:
        return run.project.library_name(value.owner)

    def whole(self, run: Run, place: Place, value: Tensor, way: str) -> object:
        if KINDS[type(value.data)].is_number:
            return to_whole(run, place, value.data, way)
        return run.number("a number read from a tensor", place)

    def real(self, value: Tensor) -> object:
        kind = KINDS[type(value.data)]
        return kind.real(value.data) if kind.is_number else NotImplemented

    def absolute(self, run: Run, place: Place, value: Tensor) -> object:
        return call(run, place, External("torch.abs"), [value], {})

    def reveal(self, run: Run, value: Tensor) -> str:
        shape = value.known_shape
        return "?" if shape is None else text_of(run, shape)

    def describe(self, value: Tensor) -> str:
        return "a tensor"

    def known(self, value: Tensor, depth: int) -> bool:
        return False

    def binary(self, run: Run, place: Place, op: str, value: Tensor, other: object, inplace: bool) -> object:
        return tensor_first(run, place, op, value, other, inplace)

    def reflected(self, run: Run, place: Place, op: str, value: Tensor, other: object, inplace: bool) -> object:
        return tensor_last(run, place, op, other, value)

    def unary(self, run: Run, place: Place, op: str, value: Tensor) -> object:
        return by_method(run, place, f"__{UNARY[op]}__", value)

    def compare(self, run: Run, place: Place, op: str, left: object, right: object) -> object:
        return binary(run, place, op, left, right)

    def truth(self, run: Run, place: Place, value: Tensor) -> bool | None:
        if KINDS[type(value.data)].is_number:
            return bool(value.data)
        return run.world.choices.get(self.choice_key(value))

    def attribute(self, run: Run, place: Place, value: Tensor, name: str) -> object:
        if name == "shape":
            return shape_of(run, value)
        if name == "ndim":
            shape = value.known_shape
            return len(shape) if shape is not None else part_of_tensor(value, "ndim")
        if name in UNKNOWN:
            return Unknown(Reason(f"the {name} of a tensor", place), name)
        if name == "dtype":
            return DType(value.dtype) if value.dtype else part_of_tensor(value, "dtype")
        if name == "data":
            return value
        if name in COMPUTED:
            return call(run, place, External(f"torch.Tensor.{name}"), [value], {})
        special = TENSOR_METHODS.get(name)
        if special is not None:
            return Method(special, value)
        operation = operations().get(f"torch.Tensor.{name}")
        if operation is not None:
            return Method(OperationFunction(operation), value)
        return MISSING if value.set is None else value.set.get(name, MISSING)

    def set_attribute(self, run: Run, place: Place, value: Tensor, name: str, new: Any) -> None:
        run.heap.change(value)
        if name == "data" and KINDS[type(new)].is_tensor:
            value.shape = new.shape
            value.strides = None
        else:
            value.set = {**(value.set or {}), name: new}

    def item(self, run: Run, place: Place, value: Tensor, index: object) -> object:
        return call(run, place, External(f"{value.owner}.__getitem__"), [value, settle_index(run, index)], {})

    def set_item(self, run: Run, place: Place, value: Tensor, index: object, new: object) -> None:
        run.heap.change(value)
        call(run, place, External(f"{value.owner}.__setitem__"), [value, settle_index(run, index), new], {})
        value.data = None

    def as_index(self, run: Run, value: Tensor) -> object:
        return KINDS[type(value.data)].as_whole(value.data)

    def elements(self, run: Run, place: Place, value: Tensor) -> list[Any] | None:
        shape = value.known_shape
        if shape is None:
            return None
        if not shape:
            raise PythonError("TypeError", "iteration over a 0-d tensor")
        count = run.world.facts.resolve(shape[0])
        rows = KINDS[type(count)].as_whole(count)
        return self._rows(run, place, value, rows) if rows is not None and rows <= MAX_ITEMS else None

    def _rows(self, run: Run, place: Place, value: Tensor, count: int) -> list[Any]:
        return [call(run, place, External(f"{value.owner}.__getitem__"), [value, i], {}) for i in range(count)]

    def parts(self, run: Run, place: Place, value: Tensor, names: list[str], star: int | None) -> list[Any]:
        """Unpacking a tensor says how many rows it has."""
        shape = value.known_shape
        if not shape or star is not None:
            return [Unknown("a part of a tensor of unknown shape", name) for name in names]
        if run.world.facts.same(shape[0], len(names)) is Verdict.NO:
            refuse_count(run, place, shape[0], len(names))
        return self._rows(run, place, value, len(names))

    def length(self, run: Run, place: Place, value: Tensor) -> object:
        shape = value.known_shape
        if shape is None:
            return size_of_axis(run, value, 0)
        if not shape:
            raise PythonError("TypeError", "len() of a 0-d tensor")
        return run.world.facts.resolve(shape[0])


def _same_shape(run: Run, a: Tensor, b: Tensor) -> bool:
    if a.shape is b.shape:
        return True
    one, other = a.known_shape, b.known_shape
    return (
        one is not None and other is not None and len(one) == len(other)
        and all(run.world.facts.same(x, y) is Verdict.YES for x, y in zip(one, other))
    )  # fmt: skip


def _in_common(run: Run, old: Tensor, new: Tensor, reason: Reason, name: str) -> object:
    if _same_shape(run, old, new):
        dtype = old.dtype if old.dtype == new.dtype else None
        strides = old.strides if old.strides == new.strides else None
        data = old.data if old.data == new.data else None
        if (dtype, strides, data) == (old.dtype, old.strides, old.data):
            return old
        return type(old)(old.shape, dtype, strides, None, old.role, old.source, old.name)
    a, b = old.known_shape, new.known_shape
    if a is None or b is None or len(a) != len(b):
        return Unknown(reason, name)
    changes = tuple(run.world.facts.same(x, y) is not Verdict.YES for x, y in zip(a, b))
    if old.dtype in (new.dtype, None) and _already_stands_for(run, old, changes, reason):
        return old
    sizes = (run.world.facts.fresh(name) if change else size for size, change in zip(a, changes))
    made = type(old)(tuple(sizes), old.dtype if old.dtype == new.dtype else None, name=name)
    made.differs = reason, changes
    return made


def _already_stands_for(run: Run, old: Tensor, changes: tuple[bool, ...], reason: Reason) -> bool:
    """Whether a tensor already stands for any size on axes that change."""
    if old.differs is None or old.differs[0] is not reason or old.data is not None:
        return False
    facts, before = run.world.facts, old.differs[1]
    sizes = [size for size, change in zip(old.known_shape or (), changes) if change]
    return all(was or not change for was, change in zip(before, changes)) and all(
        facts.resolve(size) == size and facts.bound(size) == SIZE for size in sizes
    )


PARTS: dict[str, Callable[[Tensor], Unknown]] = {"shape": ShapeOf, "ndim": RankOf}


def part_of_tensor(tensor: Tensor, name: str) -> Unknown:
    """A property of a tensor that is not known.

    The same Unknown whenever it is read.
    """
    if tensor.parts is None:
        tensor.parts = {}
    found = tensor.parts.get(name)
    if found is None:
        made = PARTS.get(name)
        found = Unknown(Reason(f"the {name} of a tensor"), name) if made is None else made(tensor)
        tensor.parts[name] = found
    return found


def shape_of(run: Run, value: Tensor) -> object:
    """`x.shape`: a tuple that remembers its tensor.

    Or a value that will learn the rank.
    """
    shape = value.known_shape
    if shape is None:
        return part_of_tensor(value, "shape")
    return ShapeTuple(tuple(run.world.facts.resolve(d) if isinstance(d, Expr) else d for d in shape), value)
