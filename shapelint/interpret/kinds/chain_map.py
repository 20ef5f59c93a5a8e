"""collections.ChainMap: several mappings in a row.

The first that has a key answers, and the first of all is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.comparison import known_truth
from shapelint.interpret.language.operators import known
from shapelint.interpret.library.copies import deep_copy, shallow_copy
from shapelint.interpret.library.reveal import text_of
from shapelint.interpret.state.kind import (
    contains,
    delete_item,
    escape,
    forget,
    get_attribute,
    get_item,
    iterate,
    set_item,
)
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.rounds import alike
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import Dict, List
from shapelint.interpret.values.objects import MISSING, Class, Object
from shapelint.sizes.tensors import Reason
from shapelint.source.place import Place


class ChainMap(Object, eq=False):
    """The list of mappings that a ChainMap holds.

    They are changed themselves; so the list is all that it holds.
    """

    maps: List

    def content(self) -> None:
        return None

    def put_back(self, content: object) -> None:
        return

    def holds(self) -> Iterator[Any]:
        return iter((self.maps,))


class ChainMaps(Anything[ChainMap]):
    types = (ChainMap,)
    names = frozenset(("ChainMap",))
    abstract = frozenset(("Iterable", "Collection", "Sized", "Mapping", "MutableMapping"))
    is_exported = False

    # --- what it holds ------------------------------------------------------------------------------------------------

    def item(self, run: Run, place: Place, value: ChainMap, index: object) -> object:
        found = self._get(run, place, value, index)
        if found is MISSING:
            raise PythonError("KeyError", repr(index))
        return found

    def _get(self, run: Run, place: Place, value: ChainMap, key: object) -> object:
        """The value under a key, of the first mapping with it.

        MISSING where none has it.
        """
        for held in value.maps:
            has = self._has(run, place, held, run.settled(key))
            if has is None:
                return run.unknown("an element that one of several mappings may have", place)
            if has:
                return get_item(run, place, held, key)
        return MISSING

    def _has(self, run: Run, place: Place, held: object, key: object) -> bool | None:
        """Whether a mapping has the key."""
        answer = contains(run, place, held, key)
        return None if answer is None else known_truth(run, place, answer)

    def set_item(self, run: Run, place: Place, value: ChainMap, index: object, new: object) -> None:
        set_item(run, place, value.maps[0], index, new)

    def delete_item(self, run: Run, place: Place, value: ChainMap, index: object) -> None:
        delete_item(run, place, value.maps[0], index)

    def elements(self, run: Run, place: Place, value: ChainMap) -> list[Any] | None:
        keys: dict[Any, None] = {}
        for held in reversed(value.maps):
            found = iterate(run, place, held)
            if found is None or not all(map(known, found)):
                return None
            keys.update(dict.fromkeys(found))
        return list(keys)

    def contains(self, run: Run, place: Place, value: ChainMap, item: object) -> object:
        answers = [self._has(run, place, held, item) for held in value.maps]
        return True if True in answers else None if None in answers else False

    def length(self, run: Run, place: Place, value: ChainMap) -> object:
        keys = self.elements(run, place, value)
        return run.unknown("the length of a mapping whose keys are not known", place) if keys is None else len(keys)

    def truth(self, run: Run, place: Place, value: ChainMap) -> bool | None:
        keys = self.elements(run, place, value)
        return None if keys is None else bool(keys)

    def forget(self, run: Run, value: ChainMap, reason: Reason) -> None:
        for held in value.maps:
            forget(run, held, reason)

    def escape(self, run: Run, place: Place, value: ChainMap, callee: str) -> None:
        escape(run, place, callee, *value.maps)

    # --- attributes -----------------------------------------------------------------------------------------------

    def attribute(self, run: Run, place: Place, value: ChainMap, name: str) -> object:
        if name == "maps":
            return value.maps
        if name == "parents":
            return ChainMap(maps=List(value.maps[1:] or [Dict()]))
        body = METHODS.get(name)
        if body is not None:
            return Native(name, lambda run, place, args, kwargs: body(self, run, place, value, args, kwargs))
        if name in OF_THE_FIRST:
            return get_attribute(run, place, value.maps[0], name)
        return MISSING

    def new_child(self, run: Run, place: Place, value: ChainMap, args: list[Any], kwargs: dict[str, Any]) -> object:
        first = args[0] if args else kwargs.pop("m", None)
        return ChainMap(maps=List([Dict(kwargs) if first is None else first, *value.maps]))

    def get(self, run: Run, place: Place, value: ChainMap, args: list[Any], kwargs: dict[str, Any]) -> object:
        found = self._get(run, place, value, args[0])
        return (args[1] if len(args) > 1 else kwargs.get("default")) if found is MISSING else found

    def setdefault(self, run: Run, place: Place, value: ChainMap, args: list[Any], kwargs: dict[str, Any]) -> object:
        found = self._get(run, place, value, args[0])
        if found is not MISSING:
            return found
        new = args[1] if len(args) > 1 else kwargs.get("default")
        self.set_item(run, place, value, run.settled(args[0]), new)
        return new

    def listed(self, run: Run, place: Place, value: ChainMap) -> list[tuple[Any, Any]] | None:
        """The pairs of keys and values.

        None where the keys are not known.
        """
        keys = self.elements(run, place, value)
        return None if keys is None else [(key, self._get(run, place, value, key)) for key in keys]

    # --- copies and rounds ------------------------------------------------------------------------------------------

    def copied(self, value: ChainMap) -> ChainMap:
        return ChainMap(maps=List([shallow_copy(value.maps[0]), *value.maps[1:]]))

    def deeply_copied(self, value: ChainMap, done: dict[int, object]) -> ChainMap:
        return ChainMap(maps=deep_copy(value.maps, done))

    def alike(self, run: Run, a: ChainMap, b: ChainMap, depth: int) -> bool:
        return alike(run, a.maps, b.maps, depth)

    def known(self, value: ChainMap, depth: int) -> bool:
        return known(value.maps, depth)

    def reveal(self, run: Run, value: ChainMap) -> str:
        return f"ChainMap({', '.join(text_of(run, held) for held in value.maps)})"


def _pairs(part: int | None) -> object:
    """`keys()`, `values()` and `items()`."""

    def body(
        kind: ChainMaps, run: Run, place: Place, value: ChainMap, args: list[Any], kwargs: dict[str, Any]
    ) -> object:
        pairs = kind.listed(run, place, value)
        if pairs is None:
            return run.unknown("the content of a mapping whose keys are not known", place)
        return pairs if part is None else [pair[part] for pair in pairs]

    return body


METHODS: dict[str, Any] = {
    "new_child": ChainMaps.new_child, "get": ChainMaps.get, "setdefault": ChainMaps.setdefault,
    "keys": _pairs(0), "values": _pairs(1), "items": _pairs(None),
    "copy": lambda kind, run, place, value, args, kwargs: kind.copied(value),
}  # fmt: skip
OF_THE_FIRST = frozenset(("pop", "popitem", "clear", "update"))
"""Methods that change the first mapping alone."""


def _make(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """`ChainMap(*maps)`"""
    return ChainMap(maps=List(args[1:] or [Dict()]))


LIBRARY = {"collections.ChainMap": Class("ChainMap", namespace={"__new__": Native("__new__", _make)})}
