"""Slots of what a value holds.

Its elements, one after the other or by index, and how many there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Generic, TypeVar

from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import MISSING
from shapelint.source.place import Place

V = TypeVar("V")

MAX_ITEMS = 4096
"""Elements that are gone through one by one."""


class Contents(Generic[V]):
    """What the values of one kind hold.

    What a kind leaves out, the kind `Anything` answers.

    is_slice: slices. names_parts: what something unknown holds under such a value is the same whenever it is read.
    """

    is_slice: ClassVar[bool] = False
    names_parts: ClassVar[bool] = False

    # --- by index -------------------------------------------------------------------------------------------------

    def item(self, run: Run, place: Place, value: V, index: object) -> object:
        """`value[index]`. Raises PythonError where Python surely does."""
        raise NotImplementedError

    def set_item(self, run: Run, place: Place, value: V, index: object, new: object) -> None:
        """`value[index] = new`"""
        raise NotImplementedError

    def delete_item(self, run: Run, place: Place, value: V, index: object) -> None:
        """`del value[index]`"""
        raise NotImplementedError

    def as_index(self, run: Run, value: V) -> object:
        """The int or slice that the value is as an index.

        None where it is not known, NotImplemented where it is none.
        """
        return NotImplemented

    def settled_index(self, run: Run, value: V) -> object:
        """The value as an index, by what this world has learnt.

        Inside tuples and slices too.
        """
        return run.settled(value)

    def is_of_tensors(self, value: V) -> bool:
        """Whether only a tensor is indexed so."""
        return False

    # --- one after the other ----------------------------------------------------------------------------------------

    def elements(self, run: Run, place: Place, value: V) -> list[Any] | None:
        """The elements of the value.

        None where it is not known which or how many. Raises PythonError where there cannot be any.
        """
        return None

    def rounds(self, run: Run, place: Place, value: V) -> Iterable[Any] | None:
        """What a loop over the value goes through.

        All at once or one after the other; None as of `elements`.
        """
        raise NotImplementedError

    def last(self, value: V) -> object:
        """The element of the last round.

        MISSING where it may be the same as the first.
        """
        return MISSING

    def opened(self, run: Run, place: Place, value: V) -> object:
        """What a loop goes through.

        Of an object what its `__iter__` gives, if that is of unknown length.
        """
        return value

    def iterator(self, run: Run, place: Place, value: V) -> object:
        """`iter(value)`"""
        raise NotImplementedError

    def next(self, run: Run, place: Place, value: V) -> object:
        """`next(value)`. Raises PythonError (StopIteration) where nothing is left."""
        raise NotImplementedError

    def unpack(self, run: Run, place: Place, value: V, names: list[str], star: int | None) -> list[Any]:
        """The values for the targets of `a, b, *c = value`.

        `star` is the index of the starred target.
        """
        raise NotImplementedError

    def parts(self, run: Run, place: Place, value: V, names: list[str], star: int | None) -> list[Any]:
        """What the targets get of a value whose elements are not known."""
        raise NotImplementedError

    def inside(self, value: V) -> Iterable[Any]:
        """All that one of Python's own values holds, keys included."""
        return ()

    def unwrapped(self, value: V) -> object:
        """The native value inside an object of a derived class.

        Other values as they are.
        """
        return value

    def fill(self, run: Run, place: Place, value: V, args: list[Any], kwargs: dict[str, Any]) -> bool:
        """What `super().__init__(...)` puts into an object that derives from it.

        Whether that is known.
        """
        return False

    # --- all together -----------------------------------------------------------------------------------------------

    def length(self, run: Run, place: Place, value: V) -> object:
        """`len(value)`"""
        raise NotImplementedError

    def contains(self, run: Run, place: Place, value: V, item: object) -> object:
        """`item in value`: True, False, what `__contains__` gave.

        None where it is not known.
        """
        return None
