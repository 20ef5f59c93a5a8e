"""copy.copy and copy.deepcopy."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.state.held import Dict, Held, List, Set, held
from shapelint.interpret.values.collected import Counted, Defaulting, Deque
from shapelint.interpret.values.objects import Instance
from shapelint.sizes.tensors import Tensor


def deep_copy(value: Any, done: dict[int, Any] | None = None) -> Any:
    """A copy that shares nothing that can be changed; what is shared inside stays shared."""
    done = {} if done is None else done
    if id(value) in done:
        return done[id(value)]
    made: Any = value
    if isinstance(value, Instance):
        made = Instance(value.cls, {}, value.built_by, value.place)
        done[id(value)] = made
        made.items = deep_copy(value.items, done)
        if value.attributes is value.items:
            made.attributes = made.items
        else:
            made.attributes.update({k: deep_copy(v, done) for k, v in value.attributes.items()})
    elif isinstance(value, list):
        made = done[id(value)] = Deque((), value.most) if isinstance(value, Deque) else List()
        made.extend(deep_copy(v, done) for v in value)
    elif isinstance(value, dict):
        made = done[id(value)] = _empty(value)
        made.update({k: deep_copy(v, done) for k, v in value.items()})
    elif isinstance(value, tuple) and type(value) is tuple:
        made = tuple(deep_copy(v, done) for v in value)
    elif isinstance(value, set):
        made = Set(value)
    elif isinstance(value, Tensor):
        made = type(value)(value.shape, value.dtype, value.strides, value.data, value.role, value.source, value.name)
    done[id(value)] = _as_unsure(made, value)
    return made


def _as_unsure(made: Any, value: Any) -> Any:
    """The copy, of which no more is known than of what was copied."""
    if made is not value and isinstance(value, (Held, Instance)):
        made.taint = value.taint
        if isinstance(value, (List, Instance)):
            made.group = value.group
    return made


def _empty(value: dict[Any, Any]) -> dict[Any, Any]:
    """A dictionary of the same kind that holds nothing yet."""
    if isinstance(value, Defaulting):
        return Defaulting(value.default_factory)
    return Counted() if isinstance(value, Counted) else Dict()


def shallow_copy(value: Any) -> Any:
    """A new object with the same parts."""
    if isinstance(value, Instance):
        made = Instance(value.cls, dict(value.attributes), value.built_by, value.place)
        if value.items is not None:
            made.items = shallow_copy(value.items)
        return _as_unsure(made, value)
    if isinstance(value, (list, dict, set)):
        return _as_unsure(held(value.copy()), value)
    return value
