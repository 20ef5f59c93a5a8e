"""The steps of a torch module."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.modules import walk as modules_below
from shapelint.interpret.values.objects import Instance
from shapelint.layers.port.axes import named
from shapelint.layers.port.encoder import Encoder, is_plain
from shapelint.layers.port.functions import Functions
from shapelint.layers.port.program import Program
from shapelint.layers.port.steps import Step, counted, weights_of
from shapelint.layers.port.windows import doubled
from shapelint.ops.core.trace import Event
from shapelint.ops.formulas.same_padding import total_for_same
from shapelint.sizes.tensors import Tensor

ACTIVATIONS = {
    "ReLU": "relu", "ReLU6": "relu6", "Sigmoid": "sigmoid", "Tanh": "tanh", "Softmax": "softmax",
    "LogSoftmax": "log_softmax", "LeakyReLU": "leaky_relu", "ELU": "elu", "GELU": "gelu", "SiLU": "silu",
    "SELU": "selu", "Softplus": "softplus", "Mish": "mish", "Softsign": "softsign", "Hardsigmoid": "hard_sigmoid",
    "Hardswish": "hard_swish", "Softmax2d": "softmax", "LogSigmoid": "log_sigmoid", "CELU": "elu",
}  # fmt: skip
DROPOUTS = {"Dropout": "dropout", "Dropout1d": "spatial", "Dropout2d": "spatial", "Dropout3d": "spatial",
            "AlphaDropout": "alpha", "FeatureAlphaDropout": "alpha"}  # fmt: skip
SPATIAL = {1: "NCT", 2: "NCHW", 3: "NCDHW"}


def torch_steps(program: Program, letters: list[str]) -> list[Step]:
    walk = _TorchWalk(program, letters)
    for event in program.events:
        walk.read(event)
    walk.finish()
    return walk.steps


class _TorchWalk(Functions):
    def __init__(self, program: Program, letters: list[str]) -> None:
        super().__init__(program)
        self.names: dict[int, str] = {}
        if isinstance(program.root, Instance):
            for name, module in modules_below(program.root):
                self.names.setdefault(id(module), name)
        for tensor, order in zip(program.inputs, letters):
            self.axes[id(tensor)] = named(order, tensor.shape)

    def read(self, event: Event) -> None:
        target = event.target
        if not isinstance(target, Instance):
            self.function(event)
            return
        short = event.name
        held: dict[str, Any] = {**(event.build.arguments if event.build else {}), **target.attributes}
        name = self.names.get(id(target), "") or short
        values = list(self.tensors(event.arguments.values()))
        source = values[0] if values else None
        step = Step("other", name, f"{name} ({short})" if name != short else short, event, module=target)
        step.takes = None if source is None else self.axes.get(id(source))
        failed = event.failure or (event.build.failure if event.build is not None else None)
        if failed is not None:
            step.refused = str(failed.actual_is)
        _, count = counted(weights_of(target.attributes))  # statistics are no parameters to torch
        step.parameters, step.trained = self.once(target, (count, count))
        if short in ("Identity",):
            self.same(event.output, source)
            return
        if short in ACTIVATIONS:
            step.kind = "act"
            step.said = {"activation": ACTIVATIONS[short]}
            if short == "LeakyReLU":
                step.said["negative_slope"] = held.get("negative_slope", 0.01)
            elif short == "ELU":
                step.said["alpha"] = held.get("alpha", 1.0)
            elif short == "GELU" and held.get("approximate") == "tanh":
                step.said["activation"] = "gelu_tanh"
        elif short in DROPOUTS:
            step.kind = "dropout"
            step.said = {"rate": held.get("p", 0.5), "of": DROPOUTS[short]}
        elif "Pool" in short:
            self.pool(step, short, held, source, event.output)
        elif "Pad" in short:
            self.pad_layer(step, short, held)
        elif short.startswith("Upsampl"):
            mode = held.get("mode", "bilinear" if "Bilinear" in short else "nearest")
            self.upsample(step, mode, held.get("align_corners", "Bilinear" in short))
        elif short in ("Flatten", "Unflatten"):
            step.kind = "layout"
        elif short in ("LSTM", "GRU", "RNN"):
            self.recurrent(step, short, held, event, values)
            return
        elif short in ("TransformerEncoderLayer", "TransformerEncoder") and is_plain(target):
            Encoder(self, step, source).read(target, name, event.output)
            return
        else:
            self.weighted(step, short, held, source)
        self.after(step, short, held, source, event.output)
        step.shape = self.keras_order(event.output)
        self.put(step, event.output, values)

    def weighted(self, step: Step, short: str, held: dict[str, Any], source: Any) -> None:
        get = held.get
        if short.startswith(("Conv", "LazyConv")):
            count = next(int(c) for c in short if c.isdigit())
            transposed = "Transpose" in short
            step.kind = "transposed" if transposed else "conv"
            padding = get("padding", 0)
            kernel, spread = doubled(get("kernel_size"), count), doubled(get("dilation", 1), count)
            if padding == "same":
                totals = [total_for_same(k, d) for k, d in zip(kernel, spread)]
                before, after = tuple(t // 2 for t in totals), tuple(t - t // 2 for t in totals)
            else:
                before = after = doubled(0 if padding == "valid" else padding, count)
            sizes = source.known_shape[-count:] if isinstance(source, Tensor) and source.known_shape else None
            step.said = {
                "in": get("in_channels"), "units": get("out_channels"), "kernel": kernel,
                "stride": doubled(get("stride", 1), count), "dilation": spread, "groups": get("groups", 1),
                "bias": isinstance(get("bias"), Tensor) or get("bias") is True, "before": before, "after": after,
                "sizes": sizes,
                "padding_word": padding, "mode": get("padding_mode", "zeros"),
                "output_padding": get("output_padding", 0),
            }  # fmt: skip
            if not transposed:
                self.fold_padding(step, source)
        elif short == "Linear":
            step.kind = "linear"
            step.said = {
                "in": get("in_features"),
                "units": get("out_features"),
                "bias": isinstance(get("bias"), Tensor),
            }
        elif short == "Embedding":
            step.kind = "embedding"
            step.said = {"in": get("num_embeddings"), "units": get("embedding_dim")}
        elif short.startswith("BatchNorm"):
            step.kind = "batch_norm"
            momentum = get("momentum", 0.1)
            axes = step.takes
            channel = axes[1] if axes is not None and len(axes) > 1 else None
            step.said = {
                "units": get("num_features"), "eps": get("eps", 1e-5), "momentum": momentum,
                "affine": isinstance(get("weight"), Tensor), "bias": isinstance(get("bias"), Tensor),
                "axis": 1, "is_channels": True, "axis_parts": channel,
            }  # fmt: skip
        elif short == "LayerNorm":
            step.kind = "layer_norm"
            shape = get("normalized_shape")
            step.said = {
                "units": tuple(shape) if isinstance(shape, (tuple, list)) else (shape,), "eps": get("eps", 1e-5),
                "affine": isinstance(get("weight"), Tensor), "bias": isinstance(get("bias"), Tensor),
            }  # fmt: skip
        elif short == "GroupNorm":
            step.kind = "group_norm"
            step.said = {
                "units": get("num_channels"), "groups": get("num_groups"), "eps": get("eps", 1e-5),
                "affine": isinstance(get("weight"), Tensor), "bias": isinstance(get("bias"), Tensor),
            }  # fmt: skip
        elif short.startswith("InstanceNorm"):
            step.kind = "instance_norm"
        elif short == "MultiheadAttention":
            step.kind = "attention"
            heads: Any = get("num_heads")
            width: Any = get("embed_dim")
            known = isinstance(heads, int) and isinstance(width, int) and heads > 0
            first = get("batch_first") is True
            step.said = {
                "heads": heads, "key_dim": width // heads if known else None, "bias": get("bias") is not False,
                "batch_first": first, "letters": "NTC" if first else "TNC",
            }  # fmt: skip
        elif short == "PReLU":
            step.kind = "prelu"

    def pad_layer(self, step: Step, short: str, held: dict[str, Any]) -> None:
        step.kind = "pad"
        count = next(int(c) for c in short if c.isdigit())
        given = held.get("padding")
        flat = list(given) if isinstance(given, (tuple, list)) else [given] * (2 * count)
        pairs = tuple((flat[n], flat[n + 1]) for n in range(0, len(flat) - 1, 2))[::-1]
        zeros = short.startswith("Zero") or (short.startswith("Constant") and held.get("value") in (0, 0.0))
        step.said = {"sides": pairs, "value": 0 if zeros else short}

    # --- recurrent --------------------------------------------------------------------------------------------------

    def recurrent(self, step: Step, short: str, held: dict[str, Any], event: Event, values: list[Any]) -> None:
        """One step for each layer that it stacks."""
        count = held.get("num_layers", 1)
        both = held.get("bidirectional") is True
        output = event.output
        first = output[0] if isinstance(output, (tuple, list)) else output
        shape = first.known_shape if isinstance(first, Tensor) else None
        batch_first = held.get("batch_first") is True
        letters = "NTC" if batch_first else "TNC"
        if shape is not None and len(shape) == 3:
            self.axes[id(first)] = named(letters, shape)
        if isinstance(output, (tuple, list)):
            for state in self.tensors(output[1:]):
                if state.known_shape is not None and len(state.known_shape) == 3:
                    self.axes[id(state)] = named("SNC", state.known_shape)
        takes = step.takes
        for number in range(count if isinstance(count, int) else 1):
            one = Step({"LSTM": "lstm", "GRU": "gru", "RNN": "rnn"}[short], step.name, step.label, event)
            one.module, one.refused = step.module, step.refused if number == 0 else ""
            one.takes = takes if number == 0 else None
            suffixes = [f"l{number}", f"l{number}_reverse"]
            weights = [
                v for k, v in step.module.attributes.items() if k.endswith(tuple(suffixes)) and isinstance(v, Tensor)
            ]
            one.parameters, one.trained = counted(iter(weights)) if step.parameters else (0, 0)
            one.said = {
                "in": held.get("input_size") if number == 0 else held.get("hidden_size", 0) * (2 if both else 1),
                "units": held.get("hidden_size"), "bidirectional": both, "layers": count,
                "bias": held.get("bias") is not False,
                "step": "all", "batch_first": batch_first, "letters": letters, "inner": number < count - 1,
                "backwards": self.is_flipped(values, 1 if batch_first else 0),
            }  # fmt: skip
            if short == "GRU":
                one.said["reset_after"] = True
            if short == "RNN":
                one.said["activation"] = held.get("nonlinearity", "tanh")
            if shape is not None and len(shape) == 3:
                time, batch = (1, 0) if batch_first else (0, 1)
                one.shape = (shape[time], shape[2])
                del batch
            self.put(one, output, values)
            if number < count - 1 and held.get("dropout"):
                between = Step("dropout", step.name, f"{step.name}: dropout", event, one.shape)
                between.said = {"rate": held.get("dropout"), "of": "dropout"}
                self.append(between)

    def is_flipped(self, values: list[Any], time: int) -> bool | None:
        """Whether a sequence is given from its end.

        None where that is not known.
        """
        step = self.makers.get(id(values[0])) if values else None
        axes = self.axes.get(id(values[0])) if values else None
        found = False
        while step is not None and step.kind in ("layout", "index", "dropout"):
            if step.kind == "index":
                return None
            dims = step.said.get("flipped")
            if dims is not None:
                if step.takes is None or axes is None:
                    return None
                found ^= axes[time] in [step.takes[dim] for dim in dims]
            step = step.inputs[0] if step.inputs else None
        return found

    def finish(self) -> None:
        """Tell whether recurrent layers give all steps or the last.

        By which of their outputs is used.
        """
        used: dict[int, list[tuple[Event, Any]]] = {}
        for event in self.program.events:
            for value in self.tensors(event.arguments.values()):
                used.setdefault(id(value), []).append((event, value))
        for step in [step for step in self.steps if _joins_directions(step)]:
            self.steps.remove(step)
            for above in {id(one): one for one in _above(step)}.values():
                if step.said["merge"] != "concatenate" and above.shape is not None:
                    above.said["merge"] = {"add": "sum", "multiply": "mul"}.get(step.said["merge"], "?")
                    above.shape = (*above.shape[:-1], above.shape[-1] // 2)
        for step in self.steps:
            if step.kind not in ("lstm", "gru", "rnn") or step.said.get("inner"):
                continue
            output = step.event.output
            if not isinstance(output, (tuple, list)) or len(output) < 2:
                continue
            states = [one for one in self.tensors(output[1:]) if id(one) in used]
            if states and id(output[0]) not in used:
                step.said["step"] = "state"
                self._shorten(step)
                continue
            time = 1 if step.said["batch_first"] else 0
            taken = [_index_of(event, time) for event, _ in used.get(id(output[0]), ())]
            if taken and all(isinstance(one, int) for one in taken):
                sizes = output[0].known_shape
                last = {-1, (sizes[time] - 1) if sizes and isinstance(sizes[time], int) else -1}
                step.said["step"] = "last" if set(taken) <= last else f"step {taken[0]}"
                self._shorten(step)

    def _shorten(self, step: Step) -> None:
        if step.shape is not None and len(step.shape) == 2:
            step.shape = step.shape[1:]

    # --- axes -------------------------------------------------------------------------------------------------------

    def after(self, step: Step, short: str, held: dict[str, Any], source: Any, output: Any) -> None:
        value = output[0] if isinstance(output, (tuple, list)) and output else output
        shape = value.known_shape if isinstance(value, Tensor) else None
        axes = step.takes
        if shape is None:
            return
        if step.kind in ("conv", "transposed"):
            batch, *rest = named(SPATIAL[len(shape) - 2], shape)
            self.axes[id(value)] = (batch if axes is None else axes[0], *rest)
        elif step.kind == "linear" and axes is not None:
            self.axes[id(value)] = (*axes[:-1], named("C", shape[-1:])[0])
        elif step.kind == "embedding":
            before = named("NT", shape[:-1]) if len(shape) == 3 else named("NTS", shape[:-1])
            self.axes[id(value)] = (*before, named("C", shape[-1:])[0])
        elif step.kind in ("batch_norm", "layer_norm", "group_norm", "prelu", "attention", "instance_norm"):
            if axes is not None:
                self.axes[id(value)] = axes
        else:
            self.axes_of(step, short, held, source, output)


def _joins_directions(step: Step) -> bool:
    """Whether the step joins both directions of a layer.

    As Keras does itself.
    """
    above = _above(step)
    if step.kind != "merge" or not above or any(one.kind not in ("lstm", "gru", "rnn") for one in above):
        return False
    return all(one.module is above[0].module and one.said["bidirectional"] for one in above)


def _above(step: Step) -> list[Step]:
    return [one.inputs[0] if one.kind in ("index", "crop") and one.inputs else one for one in step.inputs]


def _index_of(event: Event, time: int) -> Any:
    """The place on the time axis that an index takes.

    None where it takes several.
    """
    if event.name != "__getitem__":
        return None
    index = event.arguments.get("key")
    parts = list(index) if isinstance(index, (tuple, list)) else [index]
    if Ellipsis in [part for part in parts if part is Ellipsis]:
        return None
    return parts[time] if len(parts) > time and isinstance(parts[time], int) else None
