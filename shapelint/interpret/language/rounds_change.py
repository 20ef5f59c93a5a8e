"""What the rounds of a loop change.

Names, attributes of objects, lists that grow.
"""

from __future__ import annotations

from typing import Any

from shapelint.interpret.language.walking import set_later
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.rounds import alike, in_common
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.stack import Frame
from shapelint.interpret.values.held import List
from shapelint.interpret.values.objects import MISSING, Group, Instance
from shapelint.sizes.tensors import Reason, Unknown

Attributes = list[tuple[Instance, dict[str, Any]]]


def generalise(run: Run, names: dict[str, Any], before: dict[str, Any], targets: list[str], reason: Reason) -> bool:
    """Replace what differs from `before` by what both have in common.

    Whether anything did.
    """
    changed = False
    for name, value in list(names.items()):
        old = before.get(name, MISSING)
        if old is value or name in targets:
            continue
        common = in_common(run, old, value, reason, name)
        if common is not old:
            changed = True
        names[name] = common
    return changed


def taint(run: Run, touched: list[Any], reason: Reason) -> Attributes:
    """Objects that a round changed are changed some unknown number of times.

    What a round sets on a module by name (`self.stage1`) is there afterwards, and returned; how many children a
    container has then is unknown.
    """
    named: Attributes = []
    for value in touched:
        if KINDS[type(value)].keeps_names(value):
            named.append((value, dict(value.attributes)))
        elif not KINDS[type(value)].is_named:
            run.heap.taint(value, reason, grows=True)
    return named


def settle_attributes(run: Run, named: Attributes, reason: Reason) -> bool:
    """Let the attributes of modules be what all rounds have in common.

    Whether a round still changed one.
    """
    changed = False
    for index, (module, before) in enumerate(named):
        changed |= generalise(run, module.attributes, before, [], reason)
        named[index] = (module, dict(module.attributes))
    return changed


def forget_attributes(run: Run, frame: Frame, value: Instance, reason: Reason) -> None:
    """Forget the attributes that are set after an object was made."""
    module = value.cls.module
    files = [one.file for one in (module, frame.module) if one is not None and one.file is not None]
    set_ = [set_later(file) for file in files]
    if not set_ or None in set_:
        run.heap.taint(value, reason)
        return
    run.heap.change(value)
    for name in value.attributes.keys() & {name for names in set_ for name in names or ()}:
        value.attributes[name] = Unknown(reason, name)


def grow(run: Run, lists: list[List], lengths: list[int], is_second: bool) -> None:
    """Find the lists to which each round adds the same again.

    is_second: the round was the second. What later ones add replaces it, for less is known of what these begin with.
    """
    for value, length in zip(lists, lengths):
        added = value[length:]
        if not added or (not value.grows if is_second else value.group is None):
            continue
        grew = is_second and value.group is not None  # in another loop
        if not value.may_grow(True) or (grew and not all(alike(run, value[0], one) for one in value[1:])):
            value.group = None
            continue
        length = 1 if grew else length
        group = _part_that_grows(run, value[:length], added)
        if group is not None or not is_second:
            run.heap.change(value)
            del value[length:]
            value.group = group


def _part_that_grows(run: Run, before: list[Any], added: list[Any]) -> Group | None:
    """The end of a list that rounds repeat."""
    length, more = len(before), len(added)
    if more <= length and alike(run, before[length - more :], added):
        return Group(length - more, length, True, before[-1] if more == 1 else MISSING)
    if all(alike(run, before[-1], one) for one in added):
        return Group(length - 1, length, True, before[-1])
    return Group(length - 1, length, False, added[0]) if more == 1 else None


def forget_growth(lists: list[List]) -> None:
    """Know nothing of how lists grow.

    The rounds are not followed to the end.
    """
    for value in lists:
        value.group = None
