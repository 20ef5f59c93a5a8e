"""Performing declared operations and leaving their events in the trace."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from typing import Any

from shapelint.interpret.language.operators import DUNDERS
from shapelint.interpret.state.arguments import text
from shapelint.interpret.state.folding import fold
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.run import Run, refusal_of
from shapelint.interpret.values.held import taint_of
from shapelint.interpret.values.objects import Instance
from shapelint.ops.core import perform
from shapelint.ops.core.declare import Operation
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.perform import Outcome
from shapelint.ops.core.trace import Event
from shapelint.sizes.facts import Verdict
from shapelint.sizes.tensors import Reason, Tensor, Unknown
from shapelint.source.place import Place
from shapelint.source.syntax import ir


def perform_operation(
    run: Run, place: Place, operation: Operation, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None,
    target: Instance | None = None,
) -> Any:  # fmt: skip
    """Call a declared function, method, or built layer (`target`), and record it."""
    if "out" in kwargs:
        kwargs = {k: v for k, v in kwargs.items() if k != "out"}
    args, kwargs = given(run, operation.call, args, kwargs)
    names = operation.call_binder.order
    by_attribute = node is not None and not operation.is_layer and hasattr(node.func, "attr")
    is_method = by_attribute and node is not None and len(node.args) < len(args)
    event = Event(
        "call", operation, target, {}, None, [], place, tuple(run.stack.places), locate(place, node, names[1:] if is_method else names), run.world.facts
    )  # fmt: skip
    event.as_method = is_method
    attributes = None if target is None else _as_it_runs(run, operation, target)
    refined = run.heap.refined
    perform_it = _perform_in_try if run.stack.catchers else _perform
    outcome = perform_it(run, operation, args, kwargs, attributes, event)
    event.arguments = outcome.arguments
    event.requirements = outcome.requirements
    event.reason = outcome.reason
    if outcome.refused:
        event.requirements = _meant(run, node, event, outcome, (*args, *kwargs.values()))
        if len(event.requirements) < len(outcome.requirements):
            outcome.result = Unknown(f"{event.name} is given something else than was taken for granted")
    if run.stack.catchers:
        run.stack.doubts += _may_raise(event) or run.heap.refined != refined
    result = outcome.result
    data = None
    if args and not outcome.reason and KINDS[type(result)].is_tensor and result.data is None:
        data = fold(operation.name, args, kwargs, result.dtype)
    result = _in_place(operation, args, result)
    if run.stack.frames and run.stack.frames[-1].module.describes:
        _of_unnamed_type(event, result)
    if data is not None:
        result.data = data
    event.output = result
    sign(result, event)
    run.record(event)
    if outcome.reason and not run.recorder.quiet:
        run.recorder.trace.unresolved.append(Reason(f"{event.name}: {outcome.reason}", place))
    _raise_in_try(run, event)
    return result


def _of_unnamed_type(event: Event, result: Any) -> None:
    """Leave open the type of what a stand-in creates without `dtype=`."""
    if event.arguments.get("dtype", event) is None and not any(True for _ in event.tensors()):
        if KINDS[type(result)].is_tensor:
            result.dtype = None


def _perform(
    run: Run, operation: Operation, args: list[Any], kwargs: dict[str, Any], attributes: Any, event: Event
) -> Outcome:
    return perform.call(operation, args, kwargs, run.world.facts, attributes, event, lambda v: coerce(run, v))


def _perform_in_try(
    run: Run, operation: Operation, args: list[Any], kwargs: dict[str, Any], attributes: Any, event: Event
) -> Outcome:
    """The same where the program may catch what torch raises.

    A refused operation teaches nothing: the program goes on without what it required before it was refused.
    """
    facts = run.world.facts
    before = facts.fork()
    with run.heap.trying() as mark:
        outcome = _perform(run, operation, args, kwargs, attributes, event)
        mark.stays = not outcome.refused
    if outcome.refused:
        event.facts = facts.fork()
        facts.rewind(before)
    return outcome


def _may_raise(event: Event) -> bool:
    """Whether it is not known that torch takes the operation."""
    if event.reason or any(need.verdict is Verdict.UNKNOWN for need in event.requirements):
        return True
    given = [one for held in event.arguments.values() for one in (held if KINDS[type(held)].is_sequence else (held,))]
    tensors = [one for one in given if KINDS[type(one)].is_tensor]
    if any(one.known_shape is None for one in tensors) or any(KINDS[type(one)].is_open for one in given):
        return True
    # Which types an operation takes together is no matter of shapes; layers are made of the usual one.
    types = {one.dtype for one in tensors if one.dtype} | ({"float32"} if event.target is not None else set())
    return len(types) > 1


def _as_it_runs(run: Run, operation: Operation, target: Instance) -> dict[str, Any]:
    """The attributes of a layer.

    Of one that behaves otherwise in training, that it is, where nobody said anything else: modules are made so.
    """
    minds = getattr(operation.declaration, "minds_training", False)
    if not minds or "training" in target.attributes or run.setting.alone or run.setting.training is not True:
        return target.attributes
    return (
        target.attributes if taint_of(target) is not None or target.escaped else {**target.attributes, "training": True}
    )


def _raise_in_try(run: Run, event: Event) -> None:
    """What torch refuses where the program catches it is an exception.

    What it would have given is never used.
    """
    refusal = refusal_of(event) if run.stack.catchers else None
    if refusal is not None and run.stack.may_catch(refusal):
        raise refusal


def build_layer(
    run: Run,
    place: Place,
    operation: Operation,
    target: Instance,
    args: list[Any],
    kwargs: dict[str, Any],
    node: ir.Call | None = None,
) -> None:
    """Run a layer's constructor on an instance, and record it."""
    assert operation.build is not None
    args, kwargs = given(run, operation.build, args, kwargs)
    event = Event(
        "build", operation, target, {}, None, [], place, tuple(run.stack.places), locate(place, node, operation.build_binder.order), run.world.facts
    )  # fmt: skip
    outcome = perform.build(operation, args, kwargs, run.world.facts, target.attributes, event)
    event.arguments = outcome.arguments
    event.requirements = outcome.requirements
    if outcome.refused:
        event.requirements = _meant(run, node, event, outcome, (*args, *kwargs.values()))
    event.reason = outcome.reason
    if run.stack.catchers:
        run.stack.doubts += _may_raise(event)
    target.built_by = event
    run.record(event)
    if outcome.reason:
        run.heap.taint(target, Reason(f"{event.name} could not be built: {outcome.reason}", place))
    _raise_in_try(run, event)


def _meant(run: Run, node: ir.Call | None, event: Event, outcome: Outcome, given: Sequence[Any]) -> list[Requirement]:
    """The requirements of a refused operation that speak of the program.

    Nothing is surely a tensor because its methods have the names of torch's: numpy's arrays and TensorDict have methods
    of these names, and take other arguments.

    Where nobody says what an entry is given, arguments that come from a default of None, or through `**`, do not fit
    only because the entry is examined alone: those who use it give others.
    """
    alone, target = run.setting.alone, event.target
    guessed = target is None and any(_guessed(run, value, _is_of_value(event)) for value in given[:1])
    # Strings are the keys of tables and records, which torch's functions take in the place of tensors.
    is_record = len(given) > 1 and _is_key(run, given[1]) and _may_be_record(run, given[0])
    passed_on = alone and node is not None and any(keyword.name is None for keyword in node.keywords)

    def hypothetical(need: Requirement) -> bool:
        places = [outcome.arguments] if target is None else [outcome.arguments, target.attributes]
        held = [place[need.argument] for place in places if need.argument in place]
        has_none = alone and any(
            v is None or (KINDS[type(v)].is_sequence and any(one is None for one in v)) for v in (*held, *given)
        )
        if need.verdict is not Verdict.NO:
            return False
        if need.rule == "invalid-size":
            return guessed
        return need.rule == "wrong-arguments" and (passed_on or has_none or guessed or is_record)

    return [need for need in outcome.requirements if not hypothetical(need)]


def _is_of_value(event: Event) -> bool:
    """Whether it is a method, an operator or an index."""
    return event.as_method or _is_operator(event)


def _is_operator(event: Event) -> bool:
    return event.operation is not None and event.operation.short.endswith("__")


def _guessed(run: Run, value: Any, methods: bool) -> bool:
    """Whether a value is only taken for a tensor.

    By its operators and indices, or by its `methods` too.
    """
    while KINDS[type(value)].is_tensor:
        if any(value is made for made in run.world.tensors.values()):
            return True
        made_by = value.source
        if made_by is None or not (_is_operator(made_by) or (methods and made_by.as_method)):
            return False
        value = next(iter(made_by.arguments.values()), None)
    return False


def _is_key(run: Run, index: Any) -> bool:
    """Whether it is or holds a text, as keys of tables do."""
    parts = index if KINDS[type(index)].is_sequence else (index,)
    return any(text(run, one) is not None for one in parts)


def _may_be_record(run: Run, value: Any) -> bool:
    """Whether a value comes of an argument of another type.

    It was an argument, or may be what a function of torch made of one by its `__torch_function__`.
    """
    waiting = [value]
    for _ in range(MOST_SOURCES):
        one: Any = waiting.pop() if waiting else None
        if KINDS[type(one)].is_sequence:
            waiting.extend(one)
        elif KINDS[type(one)].is_open:
            return True
        elif KINDS[type(one)].is_tensor:
            if any(one is made for made in run.world.tensors.values()):
                return True
            if one.source is not None and one.source.target is None:
                waiting.extend(one.source.arguments.values())
    return False


MOST_SOURCES = 50


def given(
    run: Run, signature: inspect.Signature, args: list[Any], kwargs: dict[str, Any]
) -> tuple[list[Any], dict[str, Any]]:
    """The arguments as the operation will see them."""
    made = (
        [a if type(a) in SELF_EVIDENT else prepare(run, a) for a in args],
        {k: v if type(v) in SELF_EVIDENT else prepare(run, v) for k, v in kwargs.items()} if kwargs else kwargs,
    )
    if run.setting.alone and (None in args or None in kwargs.values()):
        required = [p.name for p in signature.parameters.values() if p.default is inspect.Parameter.empty]
        unknown = "a default of None, where something else must be meant"
        return (
            [
                Unknown(unknown, n) if v is None and n in required else v
                for n, v in zip_longest_names(signature, made[0])
            ],
            {n: Unknown(unknown, n) if v is None and n in required else v for n, v in made[1].items()},
        )
    return made


def zip_longest_names(signature: inspect.Signature, args: list[Any]) -> list[tuple[str, Any]]:
    names = list(signature.parameters)
    return [(names[i] if i < len(names) else "", value) for i, value in enumerate(args)]


def prepare(run: Run, value: Any, depth: int = 3) -> Any:
    """An argument as operations understand it.

    What this world has learnt put in, nothing of the interpreter's own.
    """
    if type(value) in SELF_EVIDENT:
        return value
    value = run.settled(value)
    return KINDS[type(value)].prepared(run, value, depth)


SELF_EVIDENT = frozenset((int, bool, float, str, type(None), Tensor))


def coerce(run: Run, value: object) -> Tensor:
    """The tensor a value stands for where an operation wants one."""
    return KINDS[type(value)].as_tensor(run, value)


IN_PLACE = frozenset(f"__i{name}__" for name in DUNDERS.values())


def _in_place(operation: Operation, args: Sequence[Any], result: Any) -> Any:
    """The result of an operation that changes its tensor.

    A method that ends in `_` changes its tensor and returns it, and so does an operator like `+=`.
    """
    short = operation.short
    if not args or not short.endswith("_") or (short.endswith("__") and short not in IN_PLACE):
        return result
    first = args[0]
    if KINDS[type(first)].is_tensor and KINDS[type(result)].is_tensor:
        first.data = None
        if first.shape is not result.shape and result.known_shape is not None:
            first.shape = result.shape
            first.strides = result.strides
        return first
    return result


def sign(result: object, event: Event) -> None:
    """Let the tensors of an operation's result know where they come from."""
    KINDS[type(result)].signed(result, event)


def locate(place: Place, node: ir.Call | None, names: Sequence[str]) -> Callable[[str], Place | None]:
    """A function that finds the place of an argument.

    In the call `node`, by the parameter; names: those of positional parameters.
    """

    def where(argument: str) -> Place | None:
        if node is None:
            return None
        for keyword in node.keywords:
            if keyword.name == argument:
                return Place(place.definition, keyword.at)
        if argument in names:
            index = list(names).index(argument)
            before = node.args[: index + 1]
            if len(before) > index and not any(a.is_starred for a in before):
                return Place(place.definition, node.args[index].at)
        return None

    return where
