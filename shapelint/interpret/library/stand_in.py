"""The words of `shapelint.stand_in`.

With them a stand-in says what it cannot know, and asks what is known.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.walking import walk
from shapelint.interpret.state.arguments import is_whole, text
from shapelint.interpret.state.kind import KINDS, opened
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import surely_differ
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import Dict, List
from shapelint.interpret.values.objects import MISSING
from shapelint.interpret.values.streams import Repeated
from shapelint.sizes.tensors import Numbered
from shapelint.source.place import Place
from shapelint.source.syntax import ir

Args = list[Any]
Kwargs = dict[str, Any]


def _size(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`size("N")`: a size that is not known, another one each time."""
    return run.world.facts.fresh((text(run, args[0]) if args else None) or "n")


def _unknown(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`unknown("why", "name")`.

    A value that is not known, and what it is called.
    """
    why, name = (*(text(run, one) or "" for one in args), "", "")[:2]
    return run.unknown(why or "a library does not say", place, name)


def _known(run: Run, place: Place, args: Args, kwargs: Kwargs) -> bool:
    """`known(value)`: whether anything is known of it; never a condition."""
    value = run.settled(args[0])
    return not KINDS[type(value)].is_open or value in run.world.tensors or isinstance(value, Numbered)


def _number(run: Run, place: Place, args: Args, kwargs: Kwargs) -> bool:
    """`number(value)`: whether it is a whole number and known which.

    Never a condition.
    """
    return is_whole(run, args[0])


def _differ(run: Run, place: Place, args: Args, kwargs: Kwargs) -> bool:
    """`differ(a, b)`.

    Whether two values surely hold tensors of other shapes, or are of other kinds.
    """
    return surely_differ(run, args[0], args[1])


def _rounds(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`rounds(first, rest=..., last=..., count=...)`.

    A long sequence, of which these elements are known.
    """
    given = dict(zip(("first", "rest", "last", "count"), args)) | kwargs
    return Repeated(
        given["first"], given.get("count"), given.get("rest", MISSING), given.get("last", MISSING)
    )  # fmt: skip


def _elements(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`elements(iterable)`: what a loop over it goes through, known or not.

    What an `__iter__` gives on.
    """
    return opened(run, place, args[0])


def _settings(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`settings(path)`: the text of a file of settings.

    It stands in the project.
    """
    path = text(run, args[0])
    near = next((frame.module.path for frame in reversed(run.stack.frames) if not frame.module.stands_in), None)
    found = run.project.settings(path, near) if path and near else None
    return run.unknown("what stands in a file", place) if found is None else found


def _arguments_of_caller(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`arguments_of_caller()`: the arguments of the calling method.

    What its parameters hold, by name, but for `self`.
    """
    function = run.stack.frames[-2].function if len(run.stack.frames) > 1 else None
    if function is None:
        return run.unknown("the arguments of what is no function", place)
    held = run.stack.frames[-2].scope.names
    given: dict[Any, Any] = {}
    for one in function.node.parameters.items[1:]:
        value = run.settled(held.get(one.name, MISSING))
        if one.kind == "kwvar" and KINDS[type(value)].is_mapping:
            given |= value
        elif one.kind != "var" and value is not MISSING:
            given[one.name] = value
    return Dict(given)


def _unpacked(run: Run, place: Place, args: Args, kwargs: Kwargs) -> object:
    """`unpacked("step")`: into how many names such methods' results are unpacked.

    One number for each number of names that occurs in the file that calls.
    """
    name = text(run, args[0])
    module = next((frame.module for frame in reversed(run.stack.frames) if not frame.module.stands_in), None)
    if name is None or module is None or module.file is None:
        return List([])
    counts = {
        len(target.items)
        for definition in module.file.definitions
        for node in walk(definition.body().statements)
        if type(node) is ir.Assign and type(node.value) is ir.Call and getattr(node.value.func, "attr", "") == name
        for target in node.targets
        if type(target) is ir.TupleExpr and not any(item.is_starred for item in target.items)
    }
    return List(sorted(counts))


BODIES: dict[str, Callable[..., Any]] = {
    "size": _size,
    "unknown": _unknown,
    "known": _known,
    "number": _number,
    "settings": _settings,
    "arguments_of_caller": _arguments_of_caller,
    "differ": _differ,
    "rounds": _rounds,
    "elements": _elements,
    "unpacked": _unpacked,
}
VOCABULARY = {f"shapelint.stand_in.{name}": Native(name, body) for name, body in BODIES.items()}
