"""What is given to functions and classes that no code calls.

Unknowns, with what is written about them.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.guesses import DEFAULT, FLAG, PLACE
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.objects import Function, Instance, Scope, SourceModule
from shapelint.interpret.values.sequences import HANDED_ON
from shapelint.sizes.dims import Dim
from shapelint.sizes.tensors import Input, OptionalInput, Unknown
from shapelint.source.place import Place
from shapelint.source.reading.stated_shapes import annotated_sizes


def call_alone(run: Run, instance: Instance, module: SourceModule) -> None:
    assert instance.place is not None
    forward = instance.cls.find("forward")
    given = placeholder_arguments(run, forward, Input, skip=1) if isinstance(forward, Function) else {}
    inputs = rest_of(forward) if isinstance(forward, Function) else [Input("the input is not known", "input")]
    run.stack.frames.append(Frame(instance.place.definition, Scope({}), module))
    try:
        call(run, instance.place, instance, inputs, given)
    finally:
        run.stack.frames.pop()


def rest_of(function: Function) -> list[Any]:
    """What stands for the arguments that `*args` and `**kwargs` would take."""
    return [HANDED_ON] if any(p.kind in ("var", "kwvar") for p in function.node.parameters.items) else []


def place_of(value: Any) -> Place:
    definition = value.definition if isinstance(value, Function) else value.place.definition
    return Place(definition, value.node.at if isinstance(value, Function) else value.place.at)


class standing_in:
    """A frame for calls that no code makes.

    It stands in `module`, or in that of the value.
    """

    def __init__(self, run: Run, value: Any, module: SourceModule | None = None) -> None:
        self.run = run
        self.frame = Frame(place_of(value).definition, Scope({}), module or value.module)

    def __enter__(self) -> None:
        if self.frame.module.facts is not None:
            self.run.world.facts.adopt(self.frame.module.facts)
        self.run.stack.frames.append(self.frame)

    def __exit__(self, *_: object) -> None:
        self.run.stack.frames.pop()


def placeholder_arguments(run: Run, function: Function, kind: type[Unknown], skip: int = 0) -> dict[str, Any]:
    """An unknown for every parameter that must be given.

    Of an annotated shape where there is one.
    """
    given: dict[str, Any] = {}
    letters: dict[str, Dim] = {}
    for parameter in function.node.parameters.items[skip:]:
        if parameter.kind in ("var", "kwvar"):
            continue
        if parameter.name in function.defaults:
            if kind is Input and function.defaults[parameter.name] is None:
                given[parameter.name] = OptionalInput(f"whether {parameter.name} is given is not known", parameter.name)
            continue
        made = kind(f"the argument {parameter.name} is not known", parameter.name)
        if kind is Input and not may_be_tensor(parameter.annotation_text):
            made = Unknown(f"the argument {parameter.name} is not known", parameter.name)
        elif kind is Unknown and is_tensor_annotation(parameter.annotation_text):
            made = Input(f"the argument {parameter.name} is not known", parameter.name)
        sizes = annotated_sizes(parameter.annotation_text)
        if sizes is not None:
            made = Input(f"the argument {parameter.name} is not known", parameter.name)
            run.world.tensor_of(made).shape = tuple(_stated_size(run, size, letters) for size in sizes)
        given[parameter.name] = made
    return given


def _stated_size(run: Run, size: Any, letters: dict[str, Dim]) -> Dim:
    """A number, or the symbol of a letter.

    The same one wherever it stands among a function's parameters.
    """
    if isinstance(size, int):
        return size
    if not isinstance(size, str):
        return run.world.facts.fresh("d")
    if size not in letters:
        letters[size] = run.world.facts.fresh(size)
    return letters[size]


def is_tensor_annotation(text: str) -> bool:
    return text.strip("'\" ").rsplit(".", 1)[-1] in ("Tensor", "FloatTensor", "LongTensor")


def may_be_tensor(text: str) -> bool:
    """Whether an annotation leaves open that the argument is a tensor."""
    return (
        not text
        or "Tensor" in text.split("[")[0]
        or text.strip("'\"") in ("Any", "object")
        or is_tensor_annotation(text)
    )


def in_place_of_defaults(run: Run, function: Function) -> dict[str, Any]:
    """An unknown for each default that this world doubts.

    By the name of the parameter.
    """
    for row in (DEFAULT, FLAG, PLACE):
        names = [name for name, default in function.defaults.items() if row.doubts(default)]
        if names and not run.world.guess(row, place_of(function), True, run.recorder):
            return {name: Unknown(f"the argument {name} is not known", name) for name in names}
    return {}
