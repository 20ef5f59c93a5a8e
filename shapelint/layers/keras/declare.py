"""What the declarations of Keras's layers share.

Sizes that are not known, axes, weights, refusals in Keras's words.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from shapelint.ops.core.declare import buffer, parameter
from shapelint.ops.core.declare import layer as declare_layer
from shapelint.ops.core.need import Refused, need
from shapelint.sizes.dims import Dim, Expr
from shapelint.sizes.tensors import Tensor, Unknown

NONE = "None"
"""What a size that Keras calls None is called here."""


def layer(*names: str) -> Callable[[Any], Any]:
    """Declare the class below as the layer of these names in `keras.layers`."""
    return declare_layer(*[f"keras.layers.{name}" for name in names])


def refuse(says: str, **about: Any) -> NoReturn:
    """Keras raises here, saying so."""
    need.refuse("keras", says, **about)


def fresh() -> Expr:
    """A size that is not known."""
    return need.fresh(NONE)


def is_none(size: Dim) -> bool:
    """Whether Keras does not know the size."""
    return isinstance(size, Expr) and NONE in str(size)


class KerasLayer:
    """What every layer of Keras takes and keeps.

    options: `name`, `input_shape`, initialisers and other arguments that decide no size of the output.
    """

    options: dict[str, Any]
    activation: Any = None

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    def keep(self, **values: Any) -> None:
        self.__dict__.update(values)

    def weight(self, name: str, *shape: Dim, trained: bool = True) -> None:
        """A weight, made when the layer is called first."""
        if name in self.__dict__:
            return
        if any(is_none(size) for size in shape):
            refuse("Shapes used to initialize variables must be fully-defined (no `None` dimensions)")
        self.__dict__[name] = parameter(*shape) if trained else buffer(*shape)


def needs_rank(input: Tensor, rank: int, least: bool = False) -> tuple[Dim, ...]:
    shape = need.shape(input)
    if len(shape) < rank if least else len(shape) != rank:
        word = "min_ndim" if least else "ndim"
        refuse(
            f"Input 0 of the layer is incompatible with the layer: expected {word}={rank}, found ndim={len(shape)}",
            of=input,
        )
    return shape


def channels_first(data_format: Any) -> bool:
    if data_format is None or isinstance(data_format, Unknown):
        return False
    if data_format not in ("channels_first", "channels_last"):
        refuse(f"The `data_format` argument must be one of 'channels_first', 'channels_last'. Received: {data_format}")
    return bool(data_format == "channels_first")


def split(shape: Sequence[Dim], first: bool) -> tuple[Dim, list[Dim]]:
    """The channels and the sizes of the other axes, without the batch."""
    return (shape[1], list(shape[2:])) if first else (shape[-1], list(shape[1:-1]))


def joined(batch: Dim, channels: Dim, sizes: Sequence[Dim], first: bool) -> tuple[Dim, ...]:
    return (batch, channels, *sizes) if first else (batch, *sizes, channels)


def padding_word(padding: Any, allowed: Sequence[str] = ("valid", "same")) -> str:
    if not isinstance(padding, str):
        refuse(f"'{type(padding).__name__}' object has no attribute 'lower'", argument="padding")
    word = padding.lower()
    if word not in allowed:
        listed = ", ".join(repr(one) for one in allowed)
        refuse(f"The `padding` argument must be a list/tuple or one of {{{listed}}}. Received: {word}")
    return word


def made(*shape: Dim, like: Tensor | None = None) -> Tensor:
    return Tensor(tuple(shape), "float32" if like is None else like.dtype)


def product(sizes: Sequence[Dim]) -> Dim:
    total: Dim = 1
    for size in sizes:
        total = total * size
    return total


def axis_of(axis: Any, rank: int, says: str = "tuple index out of range") -> int:
    number = need.whole(axis, "axis")
    if not isinstance(number, int) or not -rank <= number < rank:
        refuse(says, argument="axis")
    return number % rank


__all__ = ["KerasLayer", "Refused", "layer", "need", "refuse"]
