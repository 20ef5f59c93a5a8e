"""Functions that are read.

Their arguments bound as Python binds them, their body entered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.events import locate
from shapelint.interpret.language.same_calls import called, may_be_again
from shapelint.interpret.state.guesses import KEYWORDS
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.nodes import evaluate, execute
from shapelint.interpret.state.rounds import open_of
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import BindError, ReturnSignal
from shapelint.interpret.state.stack import MAX_DEPTH, Frame
from shapelint.interpret.values.held import Dict, List, taint_of
from shapelint.interpret.values.objects import Function, Scope
from shapelint.interpret.values.sequences import Open, is_open
from shapelint.interpret.values.streams import Context, Repeated, Stream
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Body, Event
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir

MOST_RETURNS = 6  # of a function into itself that depend on unknown conditions


def call_function(
    run: Run, place: Place, func: Function, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
) -> Any:
    """Enter a function read from source."""
    if func.owner is None and may_be_again(run, func):
        return called(run, place, func, args, kwargs, lambda: _entered(run, place, func, args, kwargs))
    return _entered(run, place, func, args, kwargs)


def _entered(run: Run, place: Place, func: Function, args: list[Any], kwargs: dict[str, Any]) -> Any:
    if len(run.stack.frames) >= MAX_DEPTH:
        return run.unknown("calls nested too deeply", place)
    receiver = args[0] if func.owner is not None and args else None
    if _goes_on(run, func, receiver):
        return run.unknown("a recursion whose end is not known", place)
    names = bind_arguments(run, place, func, args, kwargs)
    frame = Frame(
        func.definition, Scope(names, func.scope), func.module, func, func.owner, receiver, None, len(run.world.choices),
        place if func.module.stands_in else None,
    )  # fmt: skip
    if func.node.is_lambda:
        return _in_frame(run, place, frame, evaluate, func.node.body)
    if not run.recorder.quiet and frame.seen_from is None:
        run.recorder.trace.bodies.append(Body(frame, dict(names), place, run.recorder.orders))
    if func.body is None and not (func.name == "forward" and _says_nothing(run, args[1:])):
        run.recorder.entered.add(func.definition)
    body = func.definition.body().statements if func.body is None else func.body
    if func.node.is_generator:
        frame.yields = List()
    if frame.yields is not None and func.wrapped_by.rsplit(".", 1)[-1] == "contextmanager":

        def through(inner: Callable[[Any], None]) -> None:
            frame.at_yield = inner
            _in_frame(run, place, frame, execute, body)

        return Context(through)
    result = _in_frame(run, place, frame, execute, body)
    return result if frame.yields is None else _generated(run, place, frame.yields)


def _says_nothing(run: Run, args: list[Any]) -> bool:
    """Whether a program calls a model with unknown arguments.

    Nothing is known of them: it is still looked at alone.
    """
    if run.setting.alone or not args:
        return False
    values = [run.settled(value) for value in args]
    return any(KINDS[type(value)].is_blank and value not in run.world.tensors for value in values)


def _goes_on(run: Run, func: Function, receiver: object) -> bool:
    """Whether a function calls itself without end.

    Again and again, each time because an unknown condition turned out so. What a constructor builds is another object
    each time.
    """
    builds = func.name == "__init__"
    chosen, times = len(run.world.choices), 0
    for frame in reversed(run.stack.frames):
        if frame.function is func and (builds or frame.receiver is receiver):
            times += 1
            if frame.chosen == chosen:
                return False
            if times == MOST_RETURNS:
                return True
            chosen = frame.chosen
    return False


def _generated(run: Run, place: Place, values: list[Any]) -> object:
    """What a generator gives.

    Its body is run to the end at once.
    """
    if taint_of(values) is None and getattr(values, "group", None) is None:
        return Stream(values)
    found = open_of(run, values)
    if found.group is not None and len(found.items) == 1:
        return Repeated(found.items[0], None, found.group.rest)
    return run.unknown("a generator that is not known", place)


def _in_frame(run: Run, place: Place, frame: Frame, do: Callable[[Run, Frame, Any], Any], body: Any) -> object:
    run.stack.frames.append(frame)
    run.stack.places.append(place)
    run.recorder.visited.add(place)
    try:
        return do(run, frame, body)
    except ReturnSignal as signal:
        return signal.value
    finally:
        run.stack.frames.pop()
        run.stack.places.pop()


def bind_arguments(run: Run, place: Place, func: Function, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """Parameter -> value, as Python binds them. Raises PythonError (TypeError) where they do not fit."""
    complete = not is_open(args)
    quick = _bound_plainly(func, args, kwargs) if complete else None
    if quick is not None:
        return quick
    given = list(args) if complete else list(args[:-1])
    rest = dict(kwargs)
    names: dict[str, Any] = {}
    missing: list[str] = []
    for parameter in func.node.parameters.items:
        name = parameter.name
        if parameter.kind == "var":
            names[name] = tuple(given) if complete else _rest_of(run, place, given, args[-1], name)
            given = []
        elif parameter.kind == "kwvar":
            names[name] = Dict(rest) if complete else _unknown_rest(run, place, args[-1], name)
            if complete:
                run.heap.stamp(names[name])
            rest = {}
        elif given and parameter.kind in ("positional", "normal"):
            names[name] = given.pop(0)
            if name in rest and parameter.kind == "normal":
                raise BindError(func, f"{func.name}() got multiple values for argument {name!r}")
        elif name in rest and parameter.kind != "positional":
            names[name] = rest.pop(name)
        elif not complete and not (name in func.defaults and takes_defaults(run, args[-1])):
            names[name] = run.unknown("arguments that are not known", place, name)
        elif name in func.defaults:
            names[name] = func.defaults[name]
        else:
            missing.append(name)
    if complete and (missing or given or rest):
        raise BindError(func, _misfit(func, args, missing, given, rest))
    return names


def _bound_plainly(func: Function, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any] | None:
    """The same for almost every call.

    None where more must be looked at.
    """
    plain = _plain_names(func) if func.plain is False else func.plain
    if plain is None or len(args) > len(plain):
        return None
    names = dict(zip(plain, args))
    left = len(kwargs)
    for name in plain[len(args) :]:
        if name in kwargs:
            names[name] = kwargs[name]
            left -= 1
        elif name in func.defaults:
            names[name] = func.defaults[name]
        else:
            return None
    return None if left else names


def _plain_names(func: Function) -> tuple[str, ...] | None:
    """The names of its parameters, for the next call as well.

    None where one of them is not given by position or by name alike.
    """
    items = func.node.parameters.items
    func.plain = None if any(p.kind != "normal" for p in items) else tuple([p.name for p in items])
    found: tuple[str, ...] | None = func.plain
    return found


def takes_defaults(run: Run, rest: Open) -> bool:
    """Whether parameters that unknown arguments may give keep their defaults.

    Where nobody calls the entry, what its users may add leaves them as they are; of other unknown keywords it is a guess.
    """
    if rest.handed_on:
        return run.setting.alone and not run.setting.adding
    return run.setting.alone and run.world.guess(KEYWORDS, None, True, run.recorder)


def _rest_of(run: Run, place: Place, given: list[Any], rest: Open, name: str) -> object:
    """The arguments that `*args` takes.

    Known where only how often one thing is given is not.
    """
    if rest.group is not None and not given and len(rest.items) == 1:
        return Repeated(rest.items[0], None, rest.group.rest)
    return _unknown_rest(run, place, rest, name)


def _unknown_rest(run: Run, place: Place, rest: Open, name: str) -> Unknown:
    found = run.unknown("arguments that are not known", place, name)
    return Unknown(Reason(found.reason.text, place, handed_on=True), name) if rest.handed_on else found


def _misfit(func: Function, args: list[Any], missing: list[str], given: list[Any], rest: dict[str, Any]) -> str:
    if missing:
        return f"{func.name}() misses {', '.join(missing)}"
    if rest:
        return f"{func.name}() has no parameter {', '.join(rest)}"
    bound = 1 if func.owner is not None else 0
    return f"{func.name}() takes {len(args) - len(given) - bound} positional arguments, {len(args) - bound} were given"


def refuse_arguments(
    run: Run, place: Place, target: object, message: str, node: ir.Call | None, func: Function | None = None
) -> None:
    """Raise the TypeError that Python would raise.

    The call does not fit the signature of a class of the project.
    """
    if run.setting.alone and node is not None and any(keyword.name is None for keyword in node.keywords):
        return  # what `**` passes on, those who use the entry give
    requirement = Requirement("wrong-arguments", Verdict.NO, None, None, "holds", actual_is=message)
    names = [p.name for p in func.node.parameters.items][1:] if func is not None else []
    event = Event(
        "build",
        None,
        target,
        {},
        None,
        [requirement],
        place,
        tuple(run.stack.places),
        locate(place, node, names),
        run.world.facts,
    )
    run.record(event)
