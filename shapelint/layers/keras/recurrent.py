"""Keras's recurrent layers, and the layers around others."""

from __future__ import annotations

from typing import Any

from shapelint.layers.keras.declare import KerasLayer, layer, made, need, needs_rank, refuse
from shapelint.ops.core.need import Undecided
from shapelint.ops.core.submodule import clone, operation_of, run
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Tensor


class Recurrent(KerasLayer):
    gates = 1
    states = 1

    def hold(self, units, activation, use_bias, options, return_sequences, return_state, go_backwards) -> None:
        units = need.whole(units, "units")
        if isinstance(units, int) and units <= 0:
            refuse(f"Received an invalid value for argument `units`, expected a positive integer. Received: {units}")
        self.keep(
            units=units, activation=activation, use_bias=use_bias, options=options, return_sequences=return_sequences,
            return_state=return_state, go_backwards=go_backwards,
        )  # fmt: skip

    def biases(self) -> tuple[Dim, ...]:
        return (self.gates * self.units,)

    def forward(self, sequences: Tensor, initial_state=None, mask=None, training=False) -> Tensor | tuple[Tensor, ...]:
        """(N, T, features) -> (N, units)"""
        batch, time, features = needs_rank(sequences, 3)
        self.keep(features=features)
        self.weight("kernel", features, self.gates * self.units)
        self.weight("recurrent_kernel", self.units, self.gates * self.units)
        if self.use_bias:
            self.weight("bias", *self.biases())
        last = made(batch, self.units)
        out = made(batch, time, self.units) if self.return_sequences else last
        return (out, *[made(batch, self.units) for _ in range(self.states)]) if self.return_state else out


@layer("SimpleRNN")
class SimpleRNN(Recurrent):
    """(N, T, features) -> (N, units)"""

    def __init__(
        self, units, activation="tanh", use_bias=True, kernel_initializer=None, recurrent_initializer=None,
        bias_initializer=None, *args, return_sequences=False, return_state=False, go_backwards=False, **options,
    ) -> None:  # fmt: skip
        self.hold(units, activation, use_bias, options, return_sequences, return_state, go_backwards)


@layer("LSTM", "CuDNNLSTM")
class LSTM(Recurrent):
    """(N, T, features) -> (N, units)"""

    gates = 4
    states = 2

    def __init__(
        self, units, activation="tanh", recurrent_activation="sigmoid", use_bias=True, *args, return_sequences=False,
        return_state=False, go_backwards=False, **options,
    ) -> None:  # fmt: skip
        self.hold(units, activation, use_bias, options, return_sequences, return_state, go_backwards)
        self.recurrent_activation = recurrent_activation


@layer("GRU", "CuDNNGRU")
class GRU(Recurrent):
    """(N, T, features) -> (N, units)"""

    gates = 3

    def __init__(
        self, units, activation="tanh", recurrent_activation="sigmoid", use_bias=True, *args, return_sequences=False,
        return_state=False, go_backwards=False, reset_after=True, **options,
    ) -> None:  # fmt: skip
        self.hold(units, activation, use_bias, options, return_sequences, return_state, go_backwards)
        self.keep(reset_after=reset_after, recurrent_activation=recurrent_activation)

    def biases(self) -> tuple[Dim, ...]:
        return (2, 3 * self.units) if self.reset_after else (3 * self.units,)


@layer("Bidirectional")
class Bidirectional(KerasLayer):
    """(N, T, features) -> (N, 2*units)"""

    def __init__(self, layer, merge_mode="concat", weights=None, backward_layer=None, **options) -> None:
        forward = getattr(layer, "attributes", {})
        if operation_of(layer) is None:
            raise Undecided("the layer that Bidirectional holds is not known")
        if merge_mode not in ("sum", "mul", "ave", "concat", None):
            refuse(
                f"Invalid merge mode. Received: {merge_mode}. Merge mode should be one of "
                "{'sum', 'mul', 'ave', 'concat', None}"
            )
        backwards = {} if backward_layer is None else backward_layer.attributes
        if backwards.get("go_backwards", True) == forward.get("go_backwards"):
            refuse("Forward layer and backward layer should have different `go_backwards` value.")
        self.keep(forward_layer=layer, backward_layer=clone(layer) if backward_layer is None else backward_layer)
        self.keep(merge_mode=merge_mode, options=options)

    def forward(self, sequences: Tensor, initial_state=None, mask=None, training=False) -> Tensor | tuple[Tensor, ...]:
        """(N, T, features) -> (N, 2*units)"""
        one, other = (_parts(run(layer, sequences)) for layer in (self.forward_layer, self.backward_layer))
        *before, last = need.shape(one[0])
        if self.merge_mode is None:
            merged = [one[0], other[0]]
        else:
            merged = [made(*before, last * 2) if self.merge_mode == "concat" else made(*before, last)]
        found = (*merged, *one[1:], *other[1:])
        return found[0] if len(found) == 1 else found


def _parts(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


@layer("TimeDistributed")
class TimeDistributed(KerasLayer):
    """(N, T, *) -> (N, T, *)"""

    def __init__(self, layer, **options) -> None:
        self.keep(layer=layer, options=options)

    def forward(self, inputs: Tensor, training=None, mask=None) -> Tensor:
        """(N, T, *) -> (N, T, *)"""
        shape = need.shape(inputs)
        if len(shape) < 3:
            refuse("`TimeDistributed` Layer should be passed an `input_shape` with at least 3 dimensions")
        inner = run(self.layer, made(shape[0], *shape[2:], like=inputs))
        batch, *rest = need.shape(inner)
        return made(batch, shape[1], *rest, like=inner)
