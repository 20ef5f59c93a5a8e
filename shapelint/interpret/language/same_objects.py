"""Modules that were built before.

A network builds the same block again and again: the same class, given the same plain values. One that was built so, and
whose constructor did nothing but that, is copied; it counts as many steps as the first did.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.language.memory import decided
from shapelint.interpret.language.plain_values import ONLY_THEMSELVES, is_known, prints, value_print
from shapelint.interpret.state.heap import HOLD_NOTHING, NOT, OWN, Heap
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.held import Dict, List
from shapelint.interpret.values.objects import Function, Instance, Partial
from shapelint.ops.core.trace import Event
from shapelint.sizes.tensors import Tensor

FEW_STEPS = 12
"""What takes fewer is as quickly built anew."""


def built(
    run: Run, instance: Instance, init: object, args: list[Any], kwargs: dict[str, Any], body: Callable[[], Any]
) -> Any:
    """What building the module gives.

    A copy of one that was built alike, or what `body` makes of the instance. What is kept holds for this run, until an
    object changes that others share: then a constructor may read something else there.
    """
    if not _may_be_again(run, instance, init):
        return body()
    given = prints(
        (*args, *kwargs.values()), set()
    )  # a list that is given it neither keeps nor changes, or is not kept
    if given is None:
        return body()
    key = instance.cls, run.heap.touched, given, tuple(kwargs)
    kept = run.memory.built.get(key)
    if kept is not None:
        run.budget.take(kept[1])
        copy = _Copy(run.heap).of(kept[0])
        copy.place = instance.place
        return copy
    before, steps, told = decided(run), run.budget.steps, len(run.recorder.trace.events)
    with run.heap.watching() as mark:
        made = body()
    steps = run.budget.steps - steps
    if made is not instance or steps < FEW_STEPS or decided(run) != before or run.heap.touched != key[1]:
        return made
    copy = _Copy(run.heap, instance.born)
    try:
        like = copy.of(instance)
    except _Shares:
        return made
    events = run.recorder.trace.events[told:]
    if all(id(one) in copy.done or _is_gone(one, instance) for one in mark.changed) and _are_own(events, copy):
        run.memory.built[key] = like, steps
    return made


def _may_be_again(run: Run, instance: Instance, init: object) -> bool:
    """Whether a constructor reads only what is given or shared."""
    return (
        run.memory.works
        and run.setting.alone
        and not run.recorder.quiet
        and not run.stack.catchers
        and type(init) is Function
        and init.scope.names is init.module.names
        and instance.is_module
    )


def _is_gone(changed: Any, instance: Instance) -> bool:
    """Whether a list or dictionary was made meanwhile.

    As the module does not hold it, nobody does any more.
    """
    return type(changed) in (List, Dict) and changed.born > instance.born


def _are_own(events: list[Event], copy: _Copy) -> bool:
    """Whether operations went well, and touched nothing older.

    They worked on the module's own tensors, or on the results of each other.
    """
    made = set(map(id, events))
    for event in events:
        if event.failure is not None or event.reason:
            return False
        if event.kind != "build" and any(
            id(one) not in copy.done and id(one.source) not in made for one in event.tensors()
        ):
            return False
    return True


class _Shares(Exception):
    """Something holds what is not its own, or what cannot be copied."""


class _Copy:
    """A copy of a module with all that is its own.

    since: what was born before raises _Shares. done: the copies, by id of what was copied.
    """

    def __init__(self, heap: Heap, since: int = 0) -> None:
        self._heap, self._since = heap, since
        self.done: dict[int, Any] = {}

    def of(self, value: Any) -> Any:
        kind = type(value)
        if kind in HOLD_NOTHING or kind in ONLY_THEMSELVES:
            return value
        found = self.done.get(id(value))
        if found is None:
            make = MAKE.get(kind)
            if make is None:
                raise _Shares
            found = make(self, value)
        return found

    def instance(self, value: Instance) -> Instance:
        if value.cls.members is not None:
            return value  # of an enum
        if value.born < self._since or value.taint is not None or value.escaped != NOT:
            raise _Shares
        if value.items is not None or value.behind is not None:
            raise _Shares
        made = self.done[id(value)] = Instance(value.cls, {}, value.built_by, value.place, group=value.group)
        self._heap.stamp(made)
        held = made.attributes
        for name, one in value.attributes.items():
            held[name] = one if type(one) in HOLD_NOTHING else self.of(one)
        return made

    def tensor(self, value: Tensor) -> Tensor:
        if value.set is not None or value.reshaped or type(value.shape) is not tuple:
            raise _Shares
        made = self.done[id(value)] = Tensor(
            value.shape, value.dtype, value.strides, value.data, value.role, value.source, value.name
        )
        return made

    def list(self, value: List) -> List:
        self._is_own(value)
        made = self.done[id(value)] = List()
        made.extend([self.of(one) for one in value])
        self._heap.stamp(made)
        return made

    def dict(self, value: Dict) -> Dict:
        self._is_own(value)
        if not HOLD_NOTHING.issuperset(map(type, value)):
            raise _Shares
        made = self.done[id(value)] = Dict()
        made.update({name: self.of(one) for name, one in value.items()})
        self._heap.stamp(made)
        return made

    def _is_own(self, value: List | Dict) -> None:
        if value.born <= self._since or value.shared != OWN or not is_known(value):
            raise _Shares

    def same(self, value: Any) -> Any:
        if value_print(value) is None:
            raise _Shares
        return value

    def tuple(self, value: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple([self.of(one) for one in value])


MAKE: dict[type, Callable[[_Copy, Any], Any]] = {
    Instance: _Copy.instance, Tensor: _Copy.tensor, tuple: _Copy.tuple, Function: _Copy.same, Partial: _Copy.same, List: _Copy.list, Dict: _Copy.dict,
}  # fmt: skip
