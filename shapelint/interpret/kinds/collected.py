"""collections.deque, Counter, OrderedDict and defaultdict."""

from __future__ import annotations

from typing import Any, cast

from shapelint.interpret.kinds.mapping import Dicts, Items, is_open_key
from shapelint.interpret.kinds.sequences import Lists
from shapelint.interpret.language.operators import hashable
from shapelint.interpret.state.kind import KINDS, call, iterate
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.collected import COUNTED, DEQUE, Counted, Defaulting, Deque, Ordered
from shapelint.interpret.values.held import taint_of
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class Deques(Lists):
    """Lists to methods, and none to isinstance."""

    types = (Deque,)
    names = frozenset()
    changing = DEQUE | Lists.changing


class Counters(Dicts):
    types = (Counted,)
    methods = Dicts.methods | COUNTED

    def change(
        self, run: Run, place: Place, value: Items, name: str, args: list[Any], kwargs: dict[str, Any]
    ) -> object:
        if name != "update":
            return super().change(run, place, value, name, args, kwargs)
        given = run.settled(args[0]) if args else kwargs
        values = given if KINDS[type(given)].is_mapping else iterate(run, place, given)
        if values is None or taint_of(values) is not None or not all(map(hashable, values)):
            run.heap.taint(value, Reason("it counts unknown things", place))
        else:
            cast("Counted", value).add(values)
        return None

    def missing(self, run: Run, place: Place, value: Items, index: object) -> object:
        return 0


class Ordereds(Dicts):
    types = (Ordered,)
    names = Dicts.names | {"OrderedDict"}

    def class_of(self, run: Run, value: Items) -> object:
        return run.project.library_name("collections.OrderedDict")


class Defaultdicts(Dicts):
    types = (Defaulting,)

    def item(self, run: Run, place: Place, value: Items, index: object) -> object:
        found = super().item(run, place, value, index)
        if is_open_key(index) and taint_of(value) is None:
            run.heap.taint(value, Reason("an element under an unknown key was made, or was there", place))
        return found

    def missing(self, run: Run, place: Place, value: Items, index: object) -> object:
        factory = cast("Defaulting", value).default_factory
        if factory is None:
            return super().missing(run, place, value, index)
        run.heap.change(value)
        made = value[index] = call(run, place, factory, [], {})
        return made
