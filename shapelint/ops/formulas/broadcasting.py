"""The broadcast rule.

How the shapes of operands that meet element by element become one shape.

Axes are counted from the last. In each, the sizes must be equal or 1; an axis that an operand lacks counts as 1.
A symbolic size may be 1, so two different sizes contradict each other only where neither can be 1.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NoReturn

from shapelint.ops.core.dtypes import promoted
from shapelint.ops.core.need import need
from shapelint.ops.formulas.axes import size_at
from shapelint.sizes.dims import Dim, atoms, maximum, smallest_of
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Shape, Tensor, UnknownShape, contiguous_strides

RULE = "broadcast-mismatch"


def elementwise(
    *operands: Tensor, arguments: Sequence[str] = (), dtype: str | None = None, ordered: bool = True
) -> Tensor:
    """The result of an operation element by element.

    Its type is `dtype`, or what promotion makes certain.

    ordered: whether the result lies in memory as its operands do, in their order; some operations have an order of
        their own.
    """
    shape = broadcast(*operands, arguments=arguments)
    return Tensor(shape, dtype or promoted(*operands), _layout(operands, shape, ordered))


def mapped(x: Tensor, dtype: str | None = None, ordered: bool = True) -> Tensor:
    """The same of one operand; dtype None keeps that of `x`."""
    return Tensor(x.shape, dtype or x.dtype, _layout((x,), x.shape, ordered))


def copied(x: Tensor) -> Tensor:
    """The same of an operation that may also give `x` itself."""
    made = mapped(x)
    if made.strides != x.strides:
        made.strides = None
    return made


def _layout(operands: Sequence[Tensor], shape: Shape, ordered: bool) -> tuple[Dim, ...] | None:
    """The strides of the result.

    None where they are not known for certain.

    Where operands stretch, or lie otherwise in memory, torch chooses an order of axes that none of them need have.
    """
    if not isinstance(shape, tuple):
        return None
    wanted = contiguous_strides(shape)
    with_axes = [one for one in operands if need.known(one) != ()]
    if all(need.known(one) == shape and one.strides == wanted for one in with_axes):
        return wanted
    own = with_axes[0].strides
    if ordered and own and all(need.known(one) == shape and one.strides == own for one in with_axes):
        if _is_dense(shape, own):
            return own
    return _in_memory(with_axes, shape) if ordered and len({one.dtype for one in with_axes}) == 1 else None


def _is_dense(shape: tuple[Dim, ...], strides: Sequence[Dim]) -> bool:
    """Whether elements lie without gaps in memory.

    In some order of the axes, whatever the sizes are.
    """
    left = sorted(range(len(shape)), key=lambda axis: shape[axis] != 1)
    step: Dim = 1
    while left:
        inner = next((axis for axis in left if strides[axis] == step), None)
        if inner is None:
            return False
        left.remove(inner)
        step = step * shape[inner]
    return True


def _in_memory(operands: Sequence[Tensor], shape: tuple[Dim, ...]) -> tuple[Dim, ...] | None:
    """The strides of the result of operands that lie otherwise.

    Torch goes through the axes in the order in which the first operand that tells two of them apart has them.
    """
    steps = [_steps(one, shape) for one in operands]
    if not all(isinstance(size, int) for size in shape) or any(one is None for one in steps):
        return None
    order = list(range(len(shape)))[::-1]
    for end in range(1, len(order)):
        at = end
        for before in range(end - 1, -1, -1):
            which = _later(order[before], order[at], [one for one in steps if one is not None], shape)
            if which > 0:
                order[before], order[at] = order[at], order[before]
                at = before
            elif which < 0:
                break
    strides: list[Dim] = [0] * len(shape)
    step: Dim = 1
    for axis in order:
        strides[axis] = step
        step = step * shape[axis]
    return tuple(strides)


def _steps(one: Tensor, shape: tuple[Dim, ...]) -> list[int] | None:
    """An operand's strides along the result's axes.

    0 where it stretches.
    """
    own, strides = need.known(one), one.strides
    if own is None or strides is None:
        return None
    found: list[int] = [0] * (len(shape) - len(own))
    for size, stride, wanted in zip(own, strides, shape[len(shape) - len(own) :], strict=True):
        if not isinstance(size, int) or not isinstance(stride, int):
            return None
        found.append(stride if size == wanted else 0)
    return found


def _later(axis: int, other: int, steps: Sequence[Sequence[int]], shape: tuple[Dim, ...]) -> int:
    """Whether an axis lies further out in memory than another.

    1, -1, or 0 where nothing tells.
    """
    for one in steps:
        if one[axis] == 0 or one[other] == 0:
            continue
        if one[axis] != one[other]:
            return 1 if one[axis] > one[other] else -1
        wide, narrow = shape[axis], shape[other]
        if isinstance(wide, int) and isinstance(narrow, int) and wide > narrow:
            return 1
    return 0


def broadcast(*operands: Tensor, arguments: Sequence[str] = (), rule: str = RULE) -> Shape:
    """The shape that tensors broadcast to.

    arguments: what torch calls the operands, for messages ("input" and "other" where not given).
    """
    names = [*arguments, *("input", "other")[len(arguments) :], *["tensors"] * len(operands)][: len(operands)]
    shapes = [need.known(one) for one in operands]
    vague = [one.shape for one in operands if isinstance(one.shape, UnknownShape) and one.shape.resolved is None]
    if vague and all(one is vague[0] for one in vague) and not any(shapes):
        return vague[0]
    depth = max(0, *(len(shape or ()) for shape in shapes), *(-axis for shape in vague for axis in shape.known))
    sizes: dict[int, Dim] = {}
    for axis in range(-1, -depth - 1, -1):
        size: Dim = 1
        settled = True  # every operand's size on this axis is known
        for one, shape, name in zip(operands, shapes, names, strict=True):
            there = size_at(one, axis)
            if there is not None:
                size = meet(size, there, one, axis if shape is None else axis + len(shape), name, rule)
            elif shape is None:
                settled = False
        if settled or need.facts.same(size, 1) is Verdict.NO:
            sizes[axis] = size
    if vague:
        return UnknownShape(vague[0].reason, sizes)
    return tuple(sizes[axis] for axis in range(-depth, 0))


def broadcast_sizes(*shapes: Sequence[Dim], arguments: Sequence[str] = (), rule: str = RULE) -> tuple[Dim, ...]:
    """The shape that bare shapes broadcast to.

    Such as the batch axes of a matrix product.
    """
    shape = broadcast(*(Tensor(tuple(one)) for one in shapes), arguments=arguments, rule=rule)
    assert isinstance(shape, tuple)
    return shape


def expands_to(other: Tensor, target: Tensor, argument: str = "other", rule: str = RULE) -> None:
    """Demand that `other` broadcasts to `target` unchanged.

    As in-place operations demand.
    """
    wanted, given = need.known(target), need.known(other)
    if given is None:
        return
    if wanted is not None and len(given) > len(wanted):
        _refuse_rank(other, len(given), len(wanted), argument, rule)
    for axis in range(-1, -len(given) - 1, -1):
        size, there = size_at(target, axis), size_at(other, axis)
        if there is None or need.facts.same(there, 1) is Verdict.YES:
            continue
        may_be_one = need.facts.same(there, 1) is Verdict.UNKNOWN
        if size is None:
            assert isinstance(target.shape, UnknownShape)
            if not may_be_one:
                need.facts.refining(target.shape)
                target.shape.known[axis] = there
        elif not may_be_one:
            _agree(there, size, other, axis, argument, rule)
        elif need.facts.same(there, size) is Verdict.NO:
            need.same(there, 1, rule, of=other, axis=axis, argument=argument)
        elif _is_cut(there, size) or _is_cut(size, there):
            _agree(there, size, other, axis, argument, rule)
        elif need.facts.same(there, size) is Verdict.UNKNOWN:
            need.perhaps_same(there, size, rule, of=other, axis=axis, argument=argument)


def meet(left: Dim, right: Dim, of: Tensor, axis: int, argument: str, rule: str = RULE, actual_is: str = "") -> Dim:
    """The size that two sizes of one axis broadcast to.

    of, axis, argument: where `right` stands. actual_is: what it is, for messages.
    """
    facts = need.facts
    left_is_one, right_is_one = facts.same(left, 1), facts.same(right, 1)
    if right_is_one is Verdict.YES:
        return left
    if left_is_one is Verdict.YES:
        return right
    equal = facts.same(left, right)
    simpler = right if isinstance(right, int) else left
    if equal is Verdict.YES:
        return simpler
    if left_is_one is Verdict.NO and right_is_one is Verdict.NO:
        _agree(right, left, of, axis, argument, rule, actual_is)
        return simpler
    if equal is Verdict.NO and Verdict.NO in (left_is_one, right_is_one):
        one, other = (left, right) if right_is_one is Verdict.NO else (right, left)
        need.same(one, 1, rule, of=of, axis=axis, argument=argument)
        return other
    for whole, part in ((left, right), (right, left)):
        if _is_cut(part, whole):
            _agree(right, left, of, axis, argument, rule, actual_is)
            return whole
    need.perhaps_same(right, left, rule, of=of, axis=axis, argument=argument)
    if left_is_one is Verdict.NO:
        return left
    if right_is_one is Verdict.NO:
        return right
    return _larger(left, right)


def _is_cut(part: Dim, whole: Dim) -> bool:
    """Whether it is the smaller of another and of sizes above 1.

    As of a slice `[:n]`. Where either of the two is 1 the other is, too, so that they meet only if they are equal.
    """
    choices = smallest_of(part)
    return whole in choices and all(need.facts.at_least(one, 2) is Verdict.YES for one in choices if one != whole)


def _larger(left: Dim, right: Dim) -> Dim:
    """What two sizes broadcast to of which either may be 1.

    The larger, as neither is 0.

    Built once only: a chain of residual additions would double the expression with each.
    """
    facts = need.facts
    sizes = (left, right)
    if all(facts.at_least(size, 1) is Verdict.YES and not _has_maximum(size) for size in sizes):
        return maximum(*sizes)
    return facts.fresh("n", 0)


def _has_maximum(dim: Dim) -> bool:
    return any(
        atom.kind == "max" or any(not isinstance(arg, str) and _has_maximum(arg) for arg in atom.args)
        for atom in atoms(dim)
    )


def _agree(
    actual: Dim, expected: Dim, of: Tensor, axis: int, argument: str, rule: str, actual_is: str = ""
) -> None:  # fmt: skip
    need.same(
        actual, expected, rule, actual_is=actual_is or f"size of {argument}", expected_is="size it meets", of=of,
        axis=axis, argument=argument,
    )  # fmt: skip


def _refuse_rank(of: Tensor, actual: int, expected: int, argument: str, rule: str) -> NoReturn:
    need.refuse(
        rule, f"{argument} has {actual} dimensions, and cannot be brought to the {expected} of the input",
        actual=actual, expected=expected, of=of, argument=argument,
    )  # fmt: skip
