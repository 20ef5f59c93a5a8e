"""Functions that build a network and return it.

The network is called, as code that uses the file would call it.

Many builders of a file differ in a number only. Of those of one class the smallest is followed, and those that build it of
other classes or set flags otherwise: each kind of block and each branch is met. Where the user asks for all, none is left out.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from typing import Any

from shapelint.interpret.exploration.placeholders import (
    call_alone,
    in_place_of_defaults,
    place_of,
    placeholder_arguments,
    rest_of,
    standing_in,
)
from shapelint.interpret.exploration.switches import stand_alone
from shapelint.interpret.state.budget import MAX_STEPS
from shapelint.interpret.state.guesses import ADDED
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.recorder import Built
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import MISSING, Class, Function, Instance, Method, SourceModule, Wrapped
from shapelint.sizes.tensors import Unknown

Feature = tuple[Hashable, Hashable]

FIRST_STEPS, OTHER_STEPS = 12_000, 9_000
"""Of the first builder of a class, and of others; a network that takes more is left to the classes it is made of."""


def wrapped_builders(module: SourceModule, names: Iterable[str]) -> Iterator[tuple[str, Maker]]:
    """The functions of a file that a foreign decorator stands before.

    By name; the decorator is of another file: `@register_model`.
    """
    for name in names:
        value = module.names.get(name)
        if isinstance(value, Function) and value.module is not module:
            yield name, value


Maker = Function | Method
"""A function, or one that is bound to its class."""

Builder = tuple[str, Maker, Built]
"""What builds, with its name, and what it builds."""


def builders_in_classes(classes: Iterable[Class]) -> Iterator[tuple[str, Maker]]:
    """The class methods, static methods and properties that may build a network.

    They mention one of these classes, or what their own class makes. Properties of networks are read where they are used.
    """
    every = list({id(cls): cls for cls in classes}.values())
    networks = [cls for cls in every if cls.derives("Module") and cls.find("forward") is not MISSING]
    makes = re.compile(rf"\b(?:{'|'.join(re.escape(cls.name) for cls in networks)})\(") if networks else None
    for cls in every:
        for name, value in cls.namespace.items():
            if not isinstance(value, Wrapped) or value.kind not in OF_CLASSES:
                continue
            if value.kind == "property" and cls.derives("Module"):
                continue
            function = value.function
            if not isinstance(function, Function) or function.node.is_generator or function.owner is not cls:
                continue
            text = _text(function)
            by_class = value.kind == "classmethod"
            if (makes and makes.search(text)) or (by_class and cls in networks and "cls(" in text):
                for owner in _owners(cls, name, every) if by_class else (cls,):
                    yield f"{owner.name}.{name}", function if value.kind == "staticmethod" else Method(function, owner)


def _owners(cls: Class, name: str, every: list[Class]) -> list[Class]:
    """The classes for which `cls` stands in a class method.

    Its own, or those of heirs that are built otherwise: what it passes on is for them.
    """
    heirs = [one for one in every if cls in one.mro[1:] and "__init__" in one.namespace and name not in one.namespace]
    return heirs or [cls]


OF_CLASSES = frozenset(("classmethod", "staticmethod", "property"))


def _text(function: Function) -> str:
    definition = function.definition
    return "\n".join(definition.file.lines[definition.first_row - 1 : definition.last_row])


def probe(run: Run, maker: Maker) -> None:
    """Call a builder until it builds a module."""
    run.setting.leaves = lambda built: True
    run.recorder.built = []
    _build(run, maker, {})


def function_of(maker: Maker) -> Function:
    """The function that builds, whatever it is bound to."""
    function = maker.function if isinstance(maker, Method) else maker
    assert isinstance(function, Function)
    return function


def builders_to_call(
    builders: Iterable[Builder], module: SourceModule, thorough: bool
) -> Iterator[tuple[str, Maker, int]]:
    """The builders of a file that are called, with their steps.

    thorough: all of them, and those of classes of other files.
    """
    if thorough:
        for name, maker, _ in sorted(builders, key=_order):
            yield name, maker, MAX_STEPS
        return
    for name, maker, first in _worth_following(one for one in builders if one[2].cls.module is module):
        yield name, maker, FIRST_STEPS if first else OTHER_STEPS


def _worth_following(builders: Iterable[Builder]) -> Iterator[tuple[str, Maker, bool]]:
    """The builders of each class that are worth a call.

    With whether one is the first of its class.

    The smallest that gives the class more than its defaults, and those that give it other classes or functions to build
    with, or other flags.

    A class that gets nothing else was examined alone, as it is; of numbers without defaults nothing was known then.
    """
    covered: dict[Class, set[Feature]] = {}
    for name, maker, built in sorted(builders, key=_order):
        features = features_of(built)
        if built.cls not in covered:
            if features or _gives_numbers(built):
                covered[built.cls] = features
                yield name, maker, True
            continue
        known = covered[built.cls]
        if any(isinstance(value, (Class, Function, bool)) for _, value in features - known) and not has_unknowns(built):
            known |= features
            yield name, maker, False


def build_and_call(run: Run, maker: Maker) -> None:
    """Call a builder with its defaults, then what it builds.

    What it builds is called with unknown inputs.
    """
    function = function_of(maker)
    run.setting.building = True
    if rest_of(function):
        run.setting.adding = not run.world.guess(ADDED, place_of(function), True, run.recorder)
    made = _build(run, maker, in_place_of_defaults(run, function))
    if isinstance(made, Instance) and made.is_module and isinstance(made.cls.find("forward"), Function):
        call_alone(run, made, function.module)


def _build(run: Run, maker: Maker, given: dict[str, Any]) -> object:
    function = function_of(maker)
    stand_alone(run, place_of(function).file)
    with standing_in(run, function):
        if isinstance(maker, Method) and _is_property(maker):
            maker = Method(function, _object_of(run, maker.receiver))
        required = placeholder_arguments(run, function, Unknown, skip=int(isinstance(maker, Method)))
        added = rest_of(function) if run.setting.adding else []
        return run.settled(call(run, place_of(function), maker, added, {**required, **given}))


def _is_property(maker: Method) -> bool:
    found = maker.receiver.namespace.get(function_of(maker).name)
    return isinstance(found, Wrapped) and found.kind == "property"


def _object_of(run: Run, cls: Class) -> object:
    """An object of a class, made with its defaults."""
    init = cls.find("__init__")
    if not isinstance(init, Function):
        return run.settled(call(run, place_of(cls), cls, [], {}))
    given = placeholder_arguments(run, init, Unknown, skip=1) | in_place_of_defaults(run, init)
    return run.settled(call(run, place_of(cls), cls, rest_of(init), given))


def _order(builder: Builder) -> tuple[bool, int, float]:
    """The sort key of builders: first what is best known.

    Then what needs no arguments, then what is small.
    """
    _, maker, built = builder
    function = function_of(maker)
    given = (*built.args, *built.kwargs.values())
    required = sum(one.kind not in ("var", "kwvar") for one in function.node.parameters.items) - len(function.defaults)
    return has_unknowns(built), required, sum(map(_numbers, given))


def has_unknowns(built: Built) -> bool:
    given = (*built.args, *built.kwargs.values())
    return any(isinstance(value, Unknown) or taint_of(value) is not None for value in given)


def _gives_numbers(built: Built) -> bool:
    """Whether a class is given numbers for which it has no defaults."""
    defaults, given = _arguments(built)
    return any(name not in defaults and _numbers(value) for name, value in given.items())


def _arguments(built: Built) -> tuple[dict[str, Any], dict[str, object]]:
    """The defaults of a class and what it is given, by parameter."""
    init = built.cls.find("__init__")
    names = [one.name for one in init.node.parameters.items[1:]] if isinstance(init, Function) else []
    defaults = init.defaults if isinstance(init, Function) else {}
    return defaults, {**dict(zip(names, built.args)), **built.kwargs}


def features_of(built: Built) -> set[Feature]:
    """What a class is given that shapes what it builds.

    Classes, flags, texts, lists without a default, modules.
    """
    defaults, given = _arguments(built)
    found: set[Feature] = set()
    for name, value in given.items():
        if name not in defaults or value is not defaults[name]:
            found.update(_of_value(name, value, name in defaults))
    return found


def _of_value(name: Hashable, value: object, has_default: bool) -> Iterator[Feature]:
    if isinstance(value, (bool, str, Class, Function, type(None))):
        yield name, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from _of_value((name, key), one, has_default)
    elif isinstance(value, Instance):
        yield name, value.cls
    elif isinstance(value, (list, tuple)) and not has_default:
        yield name, list


def _numbers(value: object) -> float:
    if isinstance(value, (int, float)):
        return float(value)
    return sum(map(_numbers, value)) if isinstance(value, (list, tuple)) else 0.0
