"""`trace`: the shape of every layer of one model.

For given inputs, read from its source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Union

from shapelint.interpret.exploration.project import Project
from shapelint.layers.tracing.calls import read_calls
from shapelint.layers.tracing.result import Call, Stop, Traced, TraceError
from shapelint.layers.tracing.target import Attempt, Choices
from shapelint.source.environment import Follow
from shapelint.source.reading.given_inputs import InputError, read_arguments, read_input, read_inputs
from shapelint.source.speed import with_room

MAX_WORLDS = 12
TOO_MANY = f"there are more than {MAX_WORLDS} ways in which unknown conditions may turn out"


@with_room
def trace(
    target: str,
    inputs: Any,
    args: Mapping[str, Any] | str = "",
    follow_imports: Union[Follow, bool] = False,
    project: Project | None = None,
    named: Mapping[str, Any] | None = None,
) -> Traced:
    """Trace `path.py::Name`.

    A class, a function that returns a module, or a function of tensors.

    inputs: one for each argument: a shape `(1, 3, 224, 224)`, a text `"N,3,H,W"` or `"20,14:int64"` (a name is a
        symbolic size, the same one wherever it stands), or a list of inputs.
    args: keyword arguments of the class or function, as a mapping or as written in a call ("num_classes=10"). A
        parameter without default that is not among them is a symbol.
    follow_imports: which installed packages are read as well; True is all of them.
    project: the files read so far, where several traces share them; `follow_imports` is then the project's own.
    named: inputs by the name of the parameter that takes them.
    Raises TraceError.
    """
    path = target.rpartition("::")[0]
    project = project or Project(follow=follow_imports)
    if not path or project.file(path) is None:
        raise TraceError(f"{target}: there is no such file, or it cannot be read; write path.py::Name")
    try:
        wanted = read_inputs(inputs)
        by_name = {name: read_input(one) for name, one in (named or {}).items()}
        given = dict(args) if isinstance(args, Mapping) else read_arguments(args)
    except InputError as error:
        raise TraceError(str(error)) from error
    found: Traced | None = None
    refused: Traced | None = None
    first: Attempt | None = None
    waiting: list[tuple[Choices, bool]] = [((), False)]
    for count, (choices, other_sizes) in enumerate(waiting, 1):
        if found is not None and other_sizes:
            continue  # what holds for sizes as they were taken, is said under these
        if count > MAX_WORLDS:
            for one in filter(None, (found, refused)):
                one.unresolved.append(("", 0, 0, TOO_MANY))
            if found is not None and first is not None:
                seen = [one for one, sizes in waiting[: count - 1] if not sizes]
                _forget_unseen(found, first, seen, [one for one, sizes in waiting[count - 1 :] if not sizes])
            break
        world = Attempt(project, target, wanted, given, choices, by_name)
        world.perform()
        traced = read_calls(world)
        waiting += [(one, True) for one in world.other_sizes] + [(one, False) for one in world.unknown]
        if traced.refused:
            refused = refused or traced
        elif found is None:
            found, first = traced, world
        else:
            _forget_differences(found, traced)
    result = found or refused
    assert result is not None
    return result


def _forget_differences(traced: Traced, other: Traced) -> None:
    """Forget what comes out otherwise in another world.

    Of conditions that nobody knows, no outcome is likelier.
    """
    there = dict(_numbered(other.calls))
    for index, (key, call) in enumerate(_numbered(traced.calls)):
        same = there.get(key)
        output = None if same is None else _agreed(call.output, same.output)
        if output != call.output:
            reason = "it depends on a condition that is not known"
            traced.calls[index] = replace(call, output=output, reason=call.reason or reason)
    traced.output = _agreed(traced.output, other.output)


def _forget_unseen(traced: Traced, world: Attempt, seen: Sequence[Choices], others: Sequence[Choices]) -> None:
    """Forget what rests on conditions seen from one side only.

    What follows the first condition that turned out one way only in the worlds that were looked at.
    """
    tried = set(map(world.parts_at, seen))
    unseen = [number for number in map(world.parts_at, others) if number is not None and number not in tried]
    if not unseen:
        return
    end = world.happened_before(min(unseen))
    for index, order in enumerate(world.orders):
        call = traced.calls[index]
        if order >= end and _is_tensor(call.output):
            traced.calls[index] = replace(call, output=None, reason=call.reason or TOO_MANY)
    traced.output = None


def _is_tensor(output: Any) -> bool:
    return isinstance(output, tuple) or (isinstance(output, list) and any(map(_is_tensor, output)))


def _numbered(calls: Sequence[Call]) -> Iterator[tuple[Any, Call]]:
    """Each call with what it is known by in other runs.

    The name (or the place), and the how manieth it is.
    """
    seen: Counter[Any] = Counter()
    for call in calls:
        key = call.name if call.name is not None else (call.type, call.filename, call.row, call.column)
        seen[key] += 1
        yield (key, seen[key]), call


def _agreed(one: Any, other: Any) -> Any:
    """What two shapes have in common."""
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [_agreed(a, b) for a, b in zip(one, other, strict=True)]
    return one if one == other else None


__all__ = ["Call", "Stop", "TraceError", "Traced", "trace"]
