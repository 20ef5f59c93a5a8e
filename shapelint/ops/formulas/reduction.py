"""What the declarations of losses share.

The `reduction` argument, and targets that must have the very shape of the input.
"""

from __future__ import annotations

from typing import Any

from shapelint.ops.core.need import Undecided, need
from shapelint.ops.core.state import told
from shapelint.sizes.tensors import Shape, Tensor, Unknown

RULE = "target-mismatch"


def legacy(size_average: Any, reduce: Any, reduction: Any) -> Any:
    """The reduction that torch's deprecated flags mean.

    They win over `reduction` where one is given.
    """
    if size_average is None and reduce is None:
        return reduction
    averaged = True if size_average is None else told(size_average)
    reduced = True if reduce is None else told(reduce)
    if reduced is None or averaged is None:
        return Unknown("the reduction is not known", "reduction")
    return "none" if not reduced else "mean" if averaged else "sum"


def reduced(reduction: Any, shape: Shape, dtype: str | None, batch: bool = False) -> Tensor:
    """The loss: of `shape` with 'none', one number else.

    batch: 'batchmean' is legal, too.

    Refuses (wrong-arguments) another reduction. Raises Undecided where it is not known.
    """
    if isinstance(reduction, (Unknown, Tensor)):
        raise Undecided("the reduction is not known")
    if reduction == "none":
        return Tensor(shape, dtype)
    if reduction not in ("mean", "sum", "batchmean") or (reduction == "batchmean" and not batch):
        need.refuse(
            "wrong-arguments", f"reduction must be 'none', 'mean' or 'sum', it is {reduction!r}", argument="reduction"
        )
    return Tensor((), dtype)


def exactly(other: Tensor, input: Tensor, argument: str = "target", rule: str = RULE) -> None:
    """`other` must have the very sizes of `input`.

    One of unknown rank takes the rank of the other.
    """
    if other.shape is input.shape:
        return
    wanted, given = need.known(input), need.known(other)
    if wanted is None and given is None:
        return
    if wanted is None:
        assert given is not None
        wanted = need.refine(input, len(given))
    if given is None:
        given = need.refine(other, len(wanted))
    if len(given) != len(wanted):
        need.refuse(
            rule, f"{argument} must have the shape of the input: {len(wanted)} dimensions, it has {len(given)}",
            actual=len(given), expected=len(wanted), of=other, argument=argument,
        )  # fmt: skip
    for axis, (there, size) in enumerate(zip(given, wanted, strict=True)):
        need.same(
            there, size, rule, actual_is=f"size of {argument}", expected_is="size of the input", argument=argument,
            of=other, axis=axis,
        )  # fmt: skip


def same_rank(first: Tensor, others: dict[str, Tensor]) -> None:
    """Refuse (wrong-rank) tensors whose known ranks differ."""
    shape = need.known(first)
    for argument, other in others.items():
        given = need.known(other)
        if shape is not None and given is not None and len(given) != len(shape):
            need.refuse(
                "wrong-rank", f"{argument} must have {len(shape)} dimensions, it has {len(given)}",
                actual=len(given), expected=len(shape), of=other, argument=argument,
            )  # fmt: skip
