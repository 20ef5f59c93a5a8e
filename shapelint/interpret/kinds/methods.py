"""Methods of the values of Python's own types.

They are called on the values themselves where all is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.comparison import compare_values
from shapelint.interpret.language.operators import known, reason_among
from shapelint.interpret.state.kind import KINDS, V
from shapelint.interpret.state.misuse import as_python
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import may_grow, taint_of
from shapelint.interpret.values.objects import MISSING
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place

AT_A_PLACE = frozenset(("pop", "setdefault", "insert", "remove", "add", "discard"))
"""Methods whose first argument says what is changed."""


class WithMethods(Anything[V]):
    """A kind whose values have methods of Python's own.

    methods: what only looks at the value; sized: whether it has a length.
    """

    methods: ClassVar[frozenset[str]] = frozenset()
    sized: ClassVar[bool] = False

    def attribute(self, run: Run, place: Place, value: V, name: str) -> object:
        if name in self.methods:
            return Native(name, lambda run, place, args, kwargs: self._look(run, place, value, name, args, kwargs))
        if name in self.changing:
            return Native(name, lambda run, place, args, kwargs: self._change(run, place, value, name, args, kwargs))
        if name == "__len__" and self.sized:
            return Native("len", lambda run, place, args, kwargs: as_python(len, value))
        return MISSING

    def _look(self, run: Run, place: Place, value: V, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
        taint = taint_of(value)
        return Unknown(taint) if taint is not None else self.look(run, place, value, name, args, kwargs)

    def _change(self, run: Run, place: Place, value: V, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
        run.heap.change(value)
        taint = taint_of(value)
        if taint is not None and not may_grow(value, name in ("append", "extend")):
            return Unknown(taint)
        return self.change(run, place, value, name, args, kwargs)

    def look(self, run: Run, place: Place, value: V, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
        """The result of a method that only looks at the value.

        All is known of the value.
        """
        if all(map(known, args)) and all(map(known, kwargs.values())):
            return as_python(lambda: getattr(value, name)(*args, **kwargs))
        unknown = Reason(f"{name} with unknown arguments", place)
        return Unknown(reason_among(args) or unknown)

    def change(self, run: Run, place: Place, value: V, name: str, args: list[Any], kwargs: dict[str, Any]) -> object:
        """Do what a method does that changes the value."""
        if args and name in AT_A_PLACE and is_symbolic(run.settled(args[0])):
            run.heap.taint(value, Reason("it was changed at an unknown place", place))
            return run.unknown(f"{name} at an unknown place", place)
        return as_python(lambda: getattr(value, name)(*args, **kwargs))

    def length(self, run: Run, place: Place, value: V) -> object:
        taint = taint_of(value)
        if taint is not None or not self.sized:
            return super().length(run, place, value)
        return as_python(len, value)


def is_symbolic(value: object) -> bool:
    """Whether what the value equals is not known."""
    kind = KINDS[type(value)]
    return kind.is_open or (kind.is_number and not kind.is_scalar)


def search(run: Run, place: Place, values: Sequence[Any], name: str, wanted: object) -> object:
    """`values.index(wanted)` or `values.count(wanted)` among values that are not all known."""
    matches = [compare_values(run, place, "==", element, wanted) for element in values]
    if any(m is not True and m is not False for m in matches):
        return run.unknown(f"{name} among unknown elements", place)
    if name == "count":
        return sum(matches)
    if True not in matches:
        raise PythonError("ValueError", "not in the sequence")
    return matches.index(True)
