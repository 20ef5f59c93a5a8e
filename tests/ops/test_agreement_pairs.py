"""Operands that meet element by element: functions, methods, operators, in-place forms, masks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from agreement import Sample, T, agreement_test, sample, samples

from shapelint.ops import arithmetic, operators
from shapelint.sizes.tensors import DType

ALWAYS_TENSORS = {
    "maximum", "minimum", "fmax", "fmin", "atan2", "arctan2", "hypot", "logaddexp", "logaddexp2", "heaviside", "ldexp",
    "gcd", "lcm", "nextafter", "igamma", "igammac", "logical_and", "logical_or", "logical_xor",
}  # fmt: skip


def shapes(pick: Random, count: int = 2) -> list[tuple[int, ...]]:
    """Shapes that broadcast, or now and then just do not."""
    whole = tuple(pick.choice((1, 2, 3, 4)) for _ in range(pick.randint(0, 4)))
    made = []
    for _ in range(count):
        part = whole[pick.randint(0, len(whole)) :] if pick.random() < 0.5 else whole
        made.append(tuple(1 if pick.random() < 0.25 else size for size in part))
    if pick.random() < 0.3:
        at = pick.randrange(count)
        made[at] = tuple(size + 1 if pick.random() < 0.5 else size for size in made[at])
    return made


def dtype_for(name: str) -> str:
    short = name.rsplit(".", 1)[-1]
    bits = short.strip("_").lstrip("ri") in ("and", "or", "xor")
    return "int64" if bits or any(part in short for part in ("bitwise", "gcd", "lcm", "shift")) else "float32"


def pair(name: str) -> Callable[[Random], Iterator[Sample]]:
    dtype = dtype_for(name)
    short = name.rsplit(".", 1)[-1]

    def generate(pick: Random) -> Iterator[Sample]:
        for _ in range(6):
            one, other = shapes(pick)
            yield sample(T(*one, dtype=dtype), T(*other, dtype=dtype))
        yield sample(T(2, 3, dtype=dtype), T(3, dtype=dtype))
        yield sample(T(2, 3, dtype=dtype), T(2, dtype=dtype))
        yield sample(T(2, 0, dtype=dtype), T(1, dtype=dtype))
        if short.rstrip("_") not in ALWAYS_TENSORS and "special" not in name:
            yield sample(T(2, 3, dtype=dtype), 2)

    return generate


PAIRS = arithmetic.PAIRS.split()
COMPARISONS = arithmetic.COMPARISONS.split()
for short in (*PAIRS, *COMPARISONS, "add", "sub", "subtract", "div", "divide"):
    for full in (f"torch.{short}", f"torch.Tensor.{short}"):
        samples(full)(pair(full))
    if short not in arithmetic.NOT_IN_PLACE:
        samples(f"torch.Tensor.{short}_")(pair(f"torch.Tensor.{short}_"))
for short in arithmetic.SPECIAL.split():
    samples(f"torch.special.{short}")(pair(f"torch.special.{short}"))
for full in ("torch.rsub", "torch.pow", "torch.Tensor.pow", "torch.Tensor.pow_", "torch.float_power"):
    samples(full)(pair(full))
samples("torch.Tensor.float_power")(pair("torch.Tensor.float_power"))
for short in operators.ARITHMETIC.split():
    for form in ("", "r", "i"):
        samples(f"torch.Tensor.__{form}{short}__")(pair(f"torch.Tensor.__{form}{short}__"))
for short in (*operators.COMPARISONS.split(), "eq", "ne"):
    samples(f"torch.Tensor.__{short}__")(pair(f"torch.Tensor.__{short}__"))


@samples("torch.Tensor.__eq__", "torch.Tensor.__ne__")
def equality(pick: Random) -> Iterator[Sample]:
    for other in (None, "mean", (1, 2), [1]):
        yield sample(T(2, 3), other)


@samples("torch.Tensor.float_power_")
def float_power_(pick: Random) -> Iterator[Sample]:
    for _ in range(6):
        one, other = shapes(pick)
        yield sample(T(*one, dtype="float64"), T(*other, dtype="float64"))


@samples("torch.add", "torch.Tensor.add", "torch.sub", "torch.Tensor.add_", "torch.Tensor.sub_")
def scaled(pick: Random) -> Iterator[Sample]:
    for _ in range(4):
        one, other = shapes(pick)
        yield sample(T(*one), T(*other), alpha=2)
        yield sample(T(*one), 2, T(*other))
    yield sample(T(2, 3), T(2, 3), 2)


@samples("torch.div", "torch.Tensor.div", "torch.divide", "torch.Tensor.div_", "torch.Tensor.divide_")
def divided(pick: Random) -> Iterator[Sample]:
    for mode in ("floor", "trunc", None):
        one, other = shapes(pick)
        yield sample(T(*one), T(*other), rounding_mode=mode)
    yield sample(T(2, 3), other=T(3), rounding_mode="floor")


@samples("torch.where")
def where(pick: Random) -> Iterator[Sample]:
    for _ in range(12):
        condition, one, other = shapes(pick, 3)
        yield sample(T(*condition, dtype="bool"), T(*one), T(*other))
        yield sample(T(*condition, dtype="bool"), T(*one), 0.0)
        yield sample(T(*condition, dtype="bool"), open=True)
    yield sample(T(2, dtype="bool"), T(2))
    yield sample(T(2, dtype="bool"), 1, 2)


@samples("torch.Tensor.where")
def tensor_where(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        condition, one, other = shapes(pick, 3)
        yield sample(T(*one), T(*condition, dtype="bool"), T(*other))
    yield sample(T(2, 3), T(3, dtype="bool"), 0.0)


@samples("torch.lerp", "torch.Tensor.lerp", "torch.Tensor.lerp_")
def lerp(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        one, end, weight = shapes(pick, 3)
        yield sample(T(*one), T(*end), T(*weight))
        yield sample(T(*one), T(*end), 0.5)


@samples(
    "torch.addcmul", "torch.Tensor.addcmul", "torch.addcdiv", "torch.Tensor.addcdiv", "torch.Tensor.addcmul_",
    "torch.Tensor.addcdiv_",
)  # fmt: skip
def multiplied(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        one, two, three = shapes(pick, 3)
        yield sample(T(*one), T(*two), T(*three), value=2)
        yield sample(T(*one), 2, T(*two), T(*three))


@samples("torch.masked_fill", "torch.Tensor.masked_fill", "torch.Tensor.masked_fill_")
def masked_fill(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        one, mask = shapes(pick)
        yield sample(T(*one), T(*mask, dtype="bool"), 0.0)
    yield sample(T(2, 3), T(3, dtype="bool"), T())
    yield sample(T(2, 3), T(3, dtype="bool"), T(1))
    yield sample(T(2, 3), T(3, dtype="uint8"), 0.0)


@samples("torch.fill", "torch.fill_", "torch.Tensor.fill_")
def fill(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), 1)
    yield sample(T(2, 3), T())
    yield sample(T(2, 3), T(1))


@samples("torch.Tensor.copy_")
def copy(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        one, other = shapes(pick)
        yield sample(T(*one), T(*other))
    yield sample(T(2, 3), T(1, 2, 3))


@samples(*(f"{home}.{short}" for home in ("torch", "torch.Tensor") for short in ("isclose", "allclose", "dist")))
def close(pick: Random) -> Iterator[Sample]:
    for _ in range(8):
        one, other = shapes(pick)
        yield sample(T(*one), T(*other))


@samples("torch.equal", "torch.Tensor.equal")
def equal(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), T(2, 4))
    yield sample(T(2, 3), T(3))


@samples("torch.broadcast_tensors")
def broadcast_tensors(pick: Random) -> Iterator[Sample]:
    for count in (1, 2, 3, 4, 2, 3):
        yield sample(*(T(*one) for one in shapes(pick, count)))
    yield sample()
    yield sample([T(2), T(2)])


@samples("torch.broadcast_shapes")
def broadcast_shapes(pick: Random) -> Iterator[Sample]:
    for _ in range(10):
        yield sample(*shapes(pick, pick.randint(1, 3)))
    yield sample(3, (2, 1))


@samples("torch.result_type")
def result_type(pick: Random) -> Iterator[Sample]:
    yield sample(T(2), T(3))


@samples("torch.promote_types")
def promote_types(pick: Random) -> Iterator[Sample]:
    yield sample(DType("float32"), DType("int64"))


@samples("torch.bucketize")
def bucketize(pick: Random) -> Iterator[Sample]:
    yield sample(T(2, 3), T(4))
    yield sample(T(2, 3), T(4), right=True)
    yield sample(T(2, 3), T(4, 1))


test_agreement = agreement_test(__name__)
