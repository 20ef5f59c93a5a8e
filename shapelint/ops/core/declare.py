"""Declaring an operation: once, with torch's own signature.

    @layer("torch.nn.Linear")
    class Linear:
        '''(*, in_features) -> (*, out_features)'''
        def __init__(self, in_features, out_features, bias=True, device=None, dtype=None): ...
        def forward(self, input): ...

    @function("torch.flatten", "torch.Tensor.flatten")
    def flatten(input, start_dim=0, end_dim=-1): ...

Inference, argument binding, replay with torch, the agreement tests and the operator table read this declaration.

What a body may rely on:
- Arguments are Python values as `shapelint.sizes.tensors` describes them; any may be an Unknown unless a reader of
  `need`
  has been through it. A parameter annotated `Tensor` is always a Tensor (an Unknown or a number became one), one
  annotated `Tensor | None` is a Tensor or None; a list for one annotated `Sequence[Tensor]`
  (or `Tensor | Sequence[Tensor]`) holds Tensors only.
- What numpy's operations return is made arrays. Their parameters annotated `Array` are arrays, made of numbers and
  nested lists too; of a tensor of torch, or of something unknown, nothing is said. Those annotated `ArrayLike`
  (`Sequence[ArrayLike]`) are made arrays whatever was given, of unknown shape where that is not known.
- `need` (module `shapelint.ops.core.need`) judges requirements and reads arguments.
- `self` of a layer holds the layer's attributes under torch's names (`in_channels`, `weight`), and nothing else:
  user code may read them and assign to them. Parameters are made with `parameter(...)`.
- The result is a Tensor, a number, a tuple of them: what torch returns.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from shapelint.ops.core.binding import Binder
from shapelint.ops.core.need import UnknownAttribute
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor, contiguous_strides

C = TypeVar("C", bound=type)
F = TypeVar("F", bound=Callable[..., Any])


class Operation(Struct, frozen=True, dict=True):
    """A declared operation.

    names: its qualified names in torch, the canonical one first; `torch.Tensor.x` is a method.
    declaration: the class of a layer, or the function.
    is_layer: whether it is an nn.Module to be built before it is called.
    build, call: the signatures of constructor (layers only) and call, without `self`; read when first asked for, as
    there are many operations and a program uses few.
    """

    names: tuple[str, ...]
    declaration: Any
    is_layer: bool

    @property
    def name(self) -> str:
        return self.names[0]

    @cached_property
    def short(self) -> str:
        """The name without what it stands in: `Conv2d`, `view`.

        Those of numpy are `np.stack`, `ndarray.reshape`: what is known of torch's operation of the same name need not
        be true of them.
        """
        last = self.bare
        if not self.of_numpy:
            return last
        return f"ndarray.{last}" if self.names[0].startswith("numpy.ndarray.") else f"np.{last}"

    @cached_property
    def bare(self) -> str:
        """The last part of the name, of whatever library: `stack`, `__add__`."""
        return self.names[0].rsplit(".", 1)[-1]

    @cached_property
    def of_numpy(self) -> bool:
        return self.names[0].startswith("numpy.")

    @cached_property
    def call(self) -> inspect.Signature:
        return _signature(self.declaration.forward) if self.is_layer else inspect.signature(self.declaration)

    @cached_property
    def build(self) -> inspect.Signature | None:
        return _signature(self.declaration.__init__) if self.is_layer else None

    @cached_property
    def call_binder(self) -> Binder:
        return Binder(self.call)

    @cached_property
    def build_binder(self) -> Binder:
        assert self.build is not None
        return Binder(self.build)

    @property
    def summary(self) -> str:
        """The first line of the docstring: the shapes."""
        return (inspect.getdoc(self.declaration) or "").split("\n", 1)[0]


def layer(*names: str) -> Callable[[C], C]:
    """Declare the class below as the layer of these qualified names."""

    def declare(cls: C) -> C:
        for name, value in (("__operation__", Operation(names, cls, True)), ("__getattr__", _unknown_attribute)):
            setattr(cls, name, value)
        return cls

    return declare


def _unknown_attribute(self: object, name: str) -> Any:
    raise UnknownAttribute(f"the {name} of the layer is not known")


def function(*names: str) -> Callable[[F], F]:
    """Declare the function below as the operation of these qualified names."""

    def declare(body: F) -> F:
        vars(body)["__operation__"] = Operation(names, body, False)
        return body

    return declare


def _signature(method: Callable[..., Any]) -> inspect.Signature:
    """The signature without `self`."""
    signature = inspect.signature(method)
    return signature.replace(parameters=list(signature.parameters.values())[1:])


def parameter(*shape: Dim, dtype: str | None = None, in_rows: bool = False) -> Tensor:
    """A learnable parameter of a layer.

    in_rows: whether the results of the layer follow how it lies in memory.
    """
    return Tensor(tuple(shape), dtype or "float32", contiguous_strides(shape) if in_rows else None, role="parameter")


def buffer(*shape: Dim, dtype: str | None = None) -> Tensor:
    """A buffer of a layer (running statistics): state, but no parameter."""
    return Tensor(tuple(shape), dtype or "float32", role="buffer")
