"""Keras's models as the interpreter knows them.

Sequential, functional ones, and classes of the program's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from shapelint.interpret.language.modules import MODULE_CLASS
from shapelint.interpret.state.kind import call, get_attribute
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import held
from shapelint.interpret.values.objects import Class, Instance, Wrapped
from shapelint.layers.keras.declare import NONE
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Tensor, Unknown
from shapelint.source.place import Place

Args = list[Any]
Kwargs = dict[str, Any]


# --- inputs -----------------------------------------------------------------------------------------------------------


def make_input(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    """`Input(shape)`, with the batch as a size that is not known."""
    batch = kwargs.get("batch_shape", kwargs.get("batch_input_shape"))
    shape = args[0] if args else kwargs.get("shape", kwargs.get("input_shape"))
    if batch is not None:
        shape = tuple(run.settled(batch))[1:]
    return input_of(run, place, shape, kwargs.get("name"))


def input_of(run: Run, place: Place, shape: Any, name: Any = None) -> Any:
    """The input of a model whose shape without the batch this is."""
    shape = run.settled(shape)
    if isinstance(shape, int):
        shape = (shape,)
    if not isinstance(shape, (tuple, list)):
        return run.unknown("the shape of an input is not known", place)
    sizes = [run.settled(size) for size in shape]
    if any(not isinstance(size, int) and size is not None for size in sizes):
        return run.unknown("the shape of an input is not known", place)
    made = Tensor(tuple(run.world.facts.fresh(NONE) if s is None else s for s in (None, *sizes)), "float32")
    made.role = "input"
    made.name = name if isinstance(name, str) else "input"
    return made


def options_shape(layer: Any) -> Any:
    """The input shape that a first layer states.

    None where it does not.
    """
    options = layer.attributes.get("options") if isinstance(layer, Instance) else None
    if not isinstance(options, dict):
        return None
    if "batch_input_shape" in options:
        return tuple(options["batch_input_shape"])[1:]
    if "input_shape" in options:
        return options["input_shape"]
    if "input_dim" in options and layer.cls.name != "Embedding":
        length = options.get("input_length")
        is_sequence = "input_length" in options or layer.cls.name in ("LSTM", "GRU", "SimpleRNN", "Conv1D")
        return (length, options["input_dim"]) if is_sequence else (options["input_dim"],)
    if layer.cls.name == "Embedding":
        return (options.get("input_length"),)
    inner = layer.attributes.get("forward_layer") or layer.attributes.get("layer")
    return options_shape(inner) if isinstance(inner, Instance) else None


# --- layers and classes of the program's own --------------------------------------------------------------------------


def layer_forward(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    """What a layer of the program's own does: its `call`."""
    self, *rest = args
    return call(run, place, get_attribute(run, place, self, "call"), rest, kwargs)


def nothing(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    return None


def itself(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    return args[0]


QUIET = ("compile", "fit", "summary", "build", "load_weights", "save", "evaluate", "set_weights", "save_weights")
LAYER = Class("KerasLayer", (MODULE_CLASS,), {"forward": Native("forward", layer_forward)})


def lambda_init(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    self, *rest = args
    self.attributes["function"] = rest[0] if rest else kwargs.get("function")


def lambda_forward(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    return call(run, place, args[0].attributes["function"], args[1:], {})


LAMBDA = Class(
    "Lambda", (LAYER,), {"__init__": Native("__init__", lambda_init), "forward": Native("forward", lambda_forward)}
)


# --- functional models ------------------------------------------------------------------------------------------------


def model_init(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    self, *rest = args
    inputs = rest[0] if rest else kwargs.get("inputs", kwargs.get("input"))
    outputs = rest[1] if len(rest) > 1 else kwargs.get("outputs", kwargs.get("output"))
    if inputs is not None and outputs is not None:
        run.heap.change(self)
        self.attributes["_inputs"], self.attributes["_outputs"] = inputs, outputs


def model_forward(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    self, *given = args
    if "_outputs" not in self.attributes:
        return layer_forward(run, place, args, kwargs)
    outputs = self.attributes["_outputs"]
    made = replay(run, flat(self.attributes["_inputs"]), flat(given), flat(outputs))
    return made[0] if isinstance(outputs, Tensor) else held(made)


def flat(value: Any) -> list[Any]:
    """The tensors in an argument.

    It may be one, or a list or dictionary of some.
    """
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [one for part in value for one in flat(part)]
    return [value]


def replay(run: Run, inputs: Sequence[Any], given: Sequence[Any], outputs: Sequence[Any]) -> list[Any]:
    """The outputs of the same operations on other inputs.

    The operations are those between these inputs and outputs.
    """
    new = {id(one): other for one, other in zip(inputs, given)}
    for event in sorted(between(inputs, outputs), key=lambda event: event.order):
        arguments = {name: _replaced(value, new) for name, value in event.arguments.items()}
        made = again(run, event, arguments)
        for old, fresh in zip(flat(event.output), flat(made)):
            new[id(old)] = fresh
    return [new.get(id(one), one) for one in outputs]


def again(run: Run, event: Event, arguments: dict[str, Any]) -> Any:
    """Perform an operation once more."""
    from shapelint.interpret.language.events import perform_operation

    args, kwargs = [], {}
    assert event.operation is not None
    for name, parameter in event.operation.call.parameters.items():
        if parameter.kind is parameter.VAR_POSITIONAL:
            args += list(arguments.get(name, ()))
        elif parameter.kind is parameter.VAR_KEYWORD:
            kwargs.update(arguments.get(name, {}))
        elif parameter.kind is parameter.KEYWORD_ONLY:
            kwargs[name] = arguments[name]
        else:
            args.append(arguments[name])
    return perform_operation(run, event.place, event.operation, args, kwargs, None, event.target)


def between(inputs: Sequence[Any], outputs: Sequence[Any]) -> list[Event]:
    """The operations that lead to the outputs, from the inputs on."""
    ends = {id(one) for one in inputs}
    found: dict[int, Event] = {}  # by order: all are of one run
    stack = list(outputs)
    while stack:
        value = stack.pop()
        event = getattr(value, "source", None)
        if id(value) in ends or not isinstance(event, Event) or event.order in found:
            continue
        found[event.order] = event
        stack += [one for argument in event.arguments.values() for one in flat(argument) if isinstance(one, Tensor)]
    return list(found.values())


def _replaced(value: Any, new: dict[int, Any]) -> Any:
    if isinstance(value, list):
        return held([_replaced(one, new) for one in value])
    if isinstance(value, tuple):
        return tuple(_replaced(one, new) for one in value)
    return new.get(id(value), value)


MODEL = Class(
    "KerasModel",
    (LAYER,),
    {
        "__init__": Native("__init__", model_init),
        "forward": Native("forward", model_forward),
        **{name: Native(name, nothing) for name in QUIET},
        "output": Wrapped(
            "property", Native("output", lambda run, place, args, kwargs: args[0].attributes.get("_outputs"))
        ),
        "input": Wrapped(
            "property", Native("input", lambda run, place, args, kwargs: args[0].attributes.get("_inputs"))
        ),
    },
)


# --- Sequential -------------------------------------------------------------------------------------------------------


def sequential_init(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    self, *rest = args
    run.heap.change(self)
    given = run.settled(rest[0] if rest else kwargs.get("layers"))
    self.attributes["_layers"] = held(list(given) if isinstance(given, (list, tuple)) else [])
    if isinstance(given, Unknown):
        run.heap.taint(self, given.reason)


def add(run: Run, place: Place, args: Args, kwargs: Kwargs) -> None:
    self, layer = args[0], args[1] if len(args) > 1 else kwargs.get("layer")
    run.heap.change(self)
    self.attributes["_layers"] = held([*self.attributes.get("_layers", []), layer])


def pop(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    self = args[0]
    *rest, last = self.attributes["_layers"]
    run.heap.change(self)
    self.attributes["_layers"] = held(rest)
    return last


def layers_of(model: Instance) -> Iterator[Any]:
    """The layers of a Sequential, without its input."""
    for layer in model.attributes.get("_layers", []):
        if not isinstance(layer, Tensor):
            yield layer


def sequential_input(run: Run, model: Instance) -> Any:
    """The input that a Sequential states; None where it does not."""
    stated = model.attributes.get("_layers", [])
    if stated and isinstance(stated[0], Tensor):
        return stated[0]
    first = next(iter(stated), None)
    if isinstance(first, Instance) and first.cls.derives("KerasModel"):
        return inputs_of(run, first)
    shape = options_shape(first)
    if shape is None or not isinstance(first, Instance) or first.place is None:
        return None
    return input_of(run, first.place, shape)


def inputs_of(run: Run, model: Instance) -> Any:
    """The input or inputs that a model states.

    None where it does not.
    """
    if "_inputs" in model.attributes:
        return model.attributes["_inputs"]
    return sequential_input(run, model) if model.cls.derives("KerasSequential") else None


def sequential_forward(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    self, value = args[0], args[1] if len(args) > 1 else kwargs.get("inputs")
    for layer in layers_of(self):
        value = call(run, getattr(layer, "place", None) or place, layer, [value], {})
    return value


def sequential_output(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    """`model.output`: what it gives for its input."""
    self = args[0]
    if "_outputs" not in self.attributes:
        value = inputs_of(run, self)
        run.heap.change(self)
        self.attributes["_inputs"] = value
        self.attributes["_outputs"] = sequential_forward(run, place, [self, value], {})
    return self.attributes["_outputs"]


def sequential_inputs(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    sequential_output(run, place, args, kwargs)
    return args[0].attributes["_inputs"]


def listed(run: Run, place: Place, args: Args, kwargs: Kwargs) -> Any:
    return held(list(layers_of(args[0])))


SEQUENTIAL = Class(
    "KerasSequential",
    (MODEL,),
    {
        "__init__": Native("__init__", sequential_init),
        "forward": Native("forward", sequential_forward),
        "add": Native("add", add),
        "pop": Native("pop", pop),
        "layers": Wrapped("property", Native("layers", listed)),
        "output": Wrapped("property", Native("output", sequential_output)),
        "input": Wrapped("property", Native("input", sequential_inputs)),
    },
)
