"""The steps of a Keras model."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from shapelint.interpret.state.native import Native
from shapelint.interpret.values.objects import Function, Instance
from shapelint.layers.port.axes import LETTERS, Axes, named
from shapelint.layers.port.functions import Functions
from shapelint.layers.port.program import Program
from shapelint.layers.port.steps import Step, counted, weights_of
from shapelint.layers.port.walk import layout
from shapelint.ops.core.trace import Event
from shapelint.ops.formulas.same_padding import causal, keras_transposed_cut, tensorflow_same
from shapelint.sizes.tensors import Tensor

ACTIVATIONS = {"relu6": ("relu6", {}), "leaky_relu": ("leaky_relu", {"negative_slope": 0.2}), "swish": ("silu", {})}
KEEPING = ("Identity", "ActivityRegularization", "Masking", "InputLayer")


def keras_steps(program: Program) -> list[Step]:
    walk = _KerasWalk(program)
    for event in program.events:
        walk.read(event)
    return walk.steps


def snake(name: str) -> str:
    """`conv2d` for Conv2D, as Keras names its layers."""
    name = re.sub("(.)([A-Z][a-z0-9]+)", r"\1_\2", name)
    return re.sub("([a-z])([A-Z])", r"\1_\2", name).lower()


class _KerasWalk(Functions):
    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self.named: dict[int, str] = {}
        self.counts: Counter[str] = Counter()
        for event in program.run.recorder.trace.events:  # Keras counts layers as they are made
            if event.kind == "build" and event.operation is not None and event.operation.name.startswith("keras."):
                self.name_of(event.target, event.name)
        for tensor in program.inputs:
            if isinstance(tensor.shape, tuple):
                self.axes[id(tensor)] = named(LETTERS.get(len(tensor.shape), ""), tensor.shape)

    def name_of(self, layer: Any, short: str) -> str:
        key = id(layer)
        if key not in self.named:
            options = getattr(layer, "attributes", {}).get("options") or {}
            given = options.get("name")
            base = snake(short)
            number = self.counts[base]
            self.counts[base] += 1
            self.named[key] = given if isinstance(given, str) else base + (f"_{number}" if number else "")
        return self.named[key]

    def shape(self, value: Any) -> tuple[Any, ...] | None:
        value = value[0] if isinstance(value, (tuple, list)) and value else value
        found = value.known_shape if isinstance(value, Tensor) else None
        if found is None:
            return None
        axes = self.axes.get(id(value))
        if axes is not None and len(found) > 2 and self.first_format:
            return (*found[2:], found[1])
        return tuple(found[1:])

    first_format = False

    def read(self, event: Event) -> None:
        short = event.name
        target = event.target
        assert event.operation is not None
        if not event.operation.name.startswith("keras."):
            self.function(event)
            return
        held: dict[str, Any] = target.attributes if isinstance(target, Instance) else {}
        layer, is_timed = target, False
        if short == "TimeDistributed":
            layer, is_timed = held.get("layer"), True
            held = getattr(layer, "attributes", {})
            inner = getattr(getattr(layer, "cls", None), "operation", None)
            short = inner.short if inner is not None else short
        self.first_format = held.get("first") is True
        name = self.name_of(target, event.name)
        step = Step("other", name, f"{name} ({event.name})", event, module=target)
        step.parameters, step.trained = self.once(target, counted(weights_of(target.attributes)))
        values = list(self.tensors(event.arguments.values()))
        source = values[0] if values else None
        step.takes = None if source is None else self.axes.get(id(source))
        self.describe(step, short, held, source, event.output, is_timed)
        step.shape = self.shape(event.output)
        failure = event.failure
        if failure is None and event.build is not None:
            failure = event.build.failure
        if failure is not None:
            step.refused = str(failure.actual_is)
        if step.kind == "crop" and source is not None and self.fold_cuts(step.said["sides"], source, event.output):
            self.makers[id(source)].shape = step.shape
            return
        if step.kind == "none":
            self.same(event.output, source)
            return
        self.put(step, event.output, values)
        self.activation(step, held, event)

    def describe(self, step: Step, short: str, held: dict[str, Any], source: Any, output: Any, timed: bool) -> None:
        size = source.known_shape if isinstance(source, Tensor) else None
        if timed and size is not None:
            size = (size[0], *size[2:])
        get = held.get
        if short in ("Conv1D", "Conv2D", "Conv3D", "DepthwiseConv1D", "DepthwiseConv2D"):
            step.kind = "conv"
            depthwise = short.startswith("Depthwise")
            channels = get("channels")
            filters = channels * get("multiplier") if depthwise and channels is not None else get("filters")
            step.said = {
                "in": channels, "units": filters, "groups": channels if depthwise else get("groups"),
                "bias": bool(get("use_bias")), **self.windows(held, size),
            }  # fmt: skip
            self.fold_padding(step, source)
        elif short in ("SeparableConv1D", "SeparableConv2D"):
            step.kind = "separable"
            step.said = {
                "in": get("channels"), "units": get("filters"), "multiplier": get("multiplier"),
                "bias": bool(get("use_bias")), **self.windows(held, size),
            }  # fmt: skip
            self.fold_padding(step, source)
        elif short.endswith("Transpose"):
            step.kind = "transposed"
            same = get("padding") == "same"
            extras = get("output_padding") or (None,) * len(get("kernel_size", ()))
            cut = [
                keras_transposed_cut(k, s, same, d, o)
                for k, s, d, o in zip(held["kernel_size"], held["strides"], held["dilation_rate"], extras)
            ]
            step.said = {
                "in": get("channels"), "units": get("filters"), "kernel": get("kernel_size"), "stride": get("strides"),
                "dilation": get("dilation_rate"), "groups": 1, "bias": bool(get("use_bias")),
                "before": tuple(before for before, _ in cut), "padding_word": get("padding"),
            }  # fmt: skip
        elif short == "Dense":
            step.kind = "linear"
            step.said = {"in": get("features"), "units": get("units"), "bias": bool(get("use_bias"))}
        elif short == "Embedding":
            step.kind = "embedding"
            step.said = {"in": get("input_dim"), "units": get("output_dim")}
        elif short == "BatchNormalization":
            self.batch_norm(step, held, source)
        elif short in ("LayerNormalization", "GroupNormalization"):
            step.kind = "layer_norm" if short[0] == "L" else "group_norm"
            step.said = {"eps": get("epsilon"), "affine": bool(get("scale")), "bias": bool(get("center"))}
            if step.kind == "layer_norm":
                step.said["units"] = tuple(get("sizes") or ())
            else:
                step.said |= {"units": get("size"), "groups": get("groups")}
        elif short in ("LSTM", "GRU", "SimpleRNN"):
            self.recurrent(step, short, held)
        elif short == "Bidirectional":
            inner = held["forward_layer"]
            self.recurrent(step, inner.cls.operation.short, inner.attributes)
            step.said |= {"bidirectional": True, "merge": get("merge_mode")}
        elif short == "MultiHeadAttention":
            step.kind = "attention"
            step.said = {"heads": get("heads"), "key_dim": get("key_dim"), "bias": bool(get("use_bias"))}
        elif short == "PReLU":
            step.kind = "prelu"
        elif short in ("MaxPooling1D", "MaxPooling2D", "MaxPooling3D") or short.startswith("AveragePooling"):
            step.kind = "pool"
            kind = "max" if short.startswith("Max") else "avg"
            step.said = {"pool_kind": kind, **self.windows({**held, "kernel_size": get("pool_size")}, size)}
            self.fold_padding(step, source)
        elif short.startswith("Global"):
            step.kind = "global_pool"
            step.said = {"pool_kind": "max" if "Max" in short else "avg"}
        elif short.startswith("Adaptive"):
            step.kind = "adaptive_pool"
            step.said = {"pool_kind": "max" if "Max" in short else "avg"}
        elif short.startswith("ZeroPadding"):
            step.kind = "pad"
            step.said = {"sides": tuple(get("sides") or ()), "value": 0}
        elif short.startswith("Cropping"):
            step.kind = "crop"
            step.said = {"sides": tuple(get("sides") or ())}
        elif short.startswith("UpSampling"):
            step.kind = "upsample"
            step.said = {"interpolation": get("interpolation", "nearest"), "align_corners": False}
        elif short in ("Dropout", "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "AlphaDropout"):
            step.kind = "dropout"
            word = "dropout" if short == "Dropout" else "alpha" if short[0] == "A" else "spatial"
            step.said = {"rate": get("rate"), "of": word}
        elif short in ("Activation", "ReLU", "LeakyReLU", "ELU", "Softmax"):
            step.kind = "act"
            word, more = self.activation_of(short, held)
            step.said = {"activation": word, **more}
            if word == "linear":
                step.kind = "none"
        elif short in ("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"):
            step.kind = "merge"
            step.said = {"merge": short.lower()}
        elif short == "Concatenate":
            step.kind = "merge"
            step.said = {"merge": "concatenate"}
        elif short in ("Flatten", "Reshape", "Permute", "RepeatVector"):
            step.kind = "layout"
        elif short in KEEPING:
            step.kind = "none"
        self.axes_after(step, short, held, source, output)

    # --- details ------------------------------------------------------------------------------------------------

    def windows(self, held: dict[str, Any], size: Any) -> dict[str, Any]:
        kernel, strides = held["kernel_size"], held["strides"]
        spread = held.get("dilation_rate") or (1,) * len(kernel)
        word = str(held.get("padding")).lower()
        sizes = None
        before: Any = (0,) * len(kernel)
        after: Any = before
        if size is not None and len(size) == len(kernel) + 2:
            sizes = tuple(size[2:] if held.get("first") else size[1:-1])
            if word == "same":
                pads = [tensorflow_same(n, k, s, d) for n, k, s, d in zip(sizes, kernel, strides, spread)]
                before, after = tuple(a for a, _ in pads), tuple(b for _, b in pads)
        if word == "causal":
            before = tuple(causal(k, d)[0] for k, d in zip(kernel, spread))
        return {
            "kernel": tuple(kernel), "stride": tuple(strides), "dilation": tuple(spread), "before": before,
            "after": after,
            "padding_word": word, "sizes": sizes,
        }  # fmt: skip

    def batch_norm(self, step: Step, held: dict[str, Any], source: Any) -> None:
        step.kind = "batch_norm"
        axes = self.axes.get(id(source)) if source is not None else None
        axis = held.get("axis")
        rank = len(source.known_shape or ()) if isinstance(source, Tensor) else 0
        step.said = {
            "units": held.get("size"), "eps": held.get("epsilon"), "momentum": held.get("momentum"),
            "affine": bool(held.get("scale")), "bias": bool(held.get("center")), "axis": axis,
            "is_channels": not isinstance(axis, int) or rank < 3 or axis % rank == rank - 1,
        }  # fmt: skip
        if isinstance(axis, int) and axes is not None and rank > 2:
            step.said["axis_parts"] = axes[axis % rank] if axis % rank < len(axes) else None

    def recurrent(self, step: Step, short: str, held: dict[str, Any]) -> None:
        step.kind = {"LSTM": "lstm", "GRU": "gru", "SimpleRNN": "rnn"}[short]
        step.said = {
            "in": held.get("features"), "units": held.get("units"), "bidirectional": False, "layers": 1,
            "bias": bool(held.get("use_bias")), "step": "all" if held.get("return_sequences") else "last",
            "backwards": bool(held.get("go_backwards")),
        }  # fmt: skip
        if step.kind == "gru":
            step.said["reset_after"] = bool(held.get("reset_after", True))
        if step.kind == "rnn" or held.get("activation") != "tanh":
            step.said["activation"] = self.word(held.get("activation"))

    def activation(self, step: Step, held: dict[str, Any], event: Event) -> None:
        """The activation that a layer applies itself."""
        given = held.get("activation")
        if given is None or step.kind in ("act", "lstm", "gru", "rnn", "none", "conv_lstm"):
            return
        word, more = self.activation_of("Activation", held)
        if word == "linear":
            return
        act = Step("act", step.name, f"{step.name}: {word}", event, step.shape, {"activation": word, **more})
        act.module = step.module
        act.inputs = [step]
        self.append(act)
        for one in self.tensors([event.output]):
            self.makers[id(one)] = act

    def word(self, given: Any) -> str:
        if isinstance(given, str):
            return given.lower()
        if isinstance(given, Instance):
            return snake(given.cls.name)
        if isinstance(given, (Function, Native)):
            return given.name
        return str(getattr(given, "dotted", "?")).rpartition(".")[2] if given is not None else "linear"

    def activation_of(self, short: str, held: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        given = held.get("activation")
        if isinstance(given, Instance) and given.cls.operation is not None:
            return self.activation_of(given.cls.operation.short, given.attributes)
        if short == "ReLU" or (short == "Activation" and self.word(given) == "relu"):
            slope = held.get("negative_slope") or 0
            if slope:
                return "leaky_relu", {"negative_slope": slope}
            return ("relu6" if held.get("max_value") == 6 else "relu"), {}
        if short == "LeakyReLU":
            return "leaky_relu", {"negative_slope": held.get("negative_slope")}
        if short == "ELU":
            return "elu", {"alpha": held.get("alpha")}
        if short == "Softmax":
            return "softmax", {}
        word = self.word(given)
        return ACTIVATIONS.get(word, (word, {}))

    def axes_after(self, step: Step, short: str, held: dict[str, Any], source: Any, output: Any) -> None:
        made = output[0] if isinstance(output, (tuple, list)) and output else output
        if not isinstance(made, Tensor):
            return
        shape = made.known_shape
        axes = self.axes.get(id(source)) if source is not None else None
        if shape is None:
            return
        first = held.get("first") is True
        if short == "Flatten" and axes is not None:
            order = (axes[0], *axes[2:], axes[1]) if first and len(axes) > 2 else axes
            self.axes[id(made)] = layout(order, shape)
        elif short == "Reshape" and axes is not None:
            self.axes[id(made)] = layout(axes, shape)
        elif short == "Permute" and axes is not None:
            self.axes[id(made)] = (axes[0], *[axes[axis] for axis in held["dims"]])
        elif step.kind in ("act", "dropout", "batch_norm", "layer_norm", "group_norm", "none", "prelu"):
            if axes is not None:
                self.axes[id(made)] = axes
        elif step.kind == "linear" and axes is not None:
            self.axes[id(made)] = (*axes[:-1], named("C", shape[-1:])[0])
        elif step.kind == "merge" and (merged := self.merged_axes(step, step.event.arguments, shape)) is not None:
            self.axes[id(made)] = merged
        else:
            self.axes[id(made)] = self.fresh(shape, first, axes)

    def fresh(self, shape: tuple[Any, ...], first: bool, axes: Axes | None) -> Axes:
        letters = LETTERS.get(len(shape), "")
        if first and len(shape) > 2:
            letters = letters[0] + "C" + letters[1:-1]
        return named(letters, shape)
