"""The bodies that are being executed, one inside the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from shapelint.interpret.state.signals import PythonError
from shapelint.interpret.values.held import List
from shapelint.interpret.values.objects import Class, Function, Scope, SourceModule, Thing
from shapelint.source.place import OnePlace, Place

MAX_DEPTH = 60

Catcher = Callable[[PythonError], bool]


class Frame(Thing, eq=False):
    """A body that is being executed.

    `definition` is what its node numbers belong to; `chosen`, how many unknown conditions were decided when it began.
    `places`: the place of each node by its number. In a stand-in, which nobody sees, the call that led into it.
    """

    definition: Any
    scope: Scope
    module: SourceModule
    function: Function | None = None
    owner: Class | None = None
    receiver: Any = None
    yields: List | None = None
    chosen: int = 0
    seen_from: Place | None = None  # of a stand-in's function: the call that the program makes
    at_yield: Callable[[Any], None] | None = None  # the body of the `with` whose manager the function makes
    places: dict[int, Place] = msgspec.field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = self.definition.marks if self.seen_from is None else OnePlace(self.seen_from)


@dataclass(eq=False, repr=False)
class Stack:
    """Where a run stands.

    frames: the bodies, the innermost last; `places`: the calls that led there.
    catchers: what would catch or expects an error, each asked whether it may take this one; `expecting`: above 0, it
        is expected (pytest.raises).
    doubts: how often something was done while an error would be caught that may well raise one.
    growing: the lists that the loops at hand may let grow.
    """

    frames: list[Frame] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    catchers: list[Catcher] = field(default_factory=list)
    expecting: int = 0
    doubts: int = 0
    growing: list[List] = field(default_factory=list)

    @property
    def frame(self) -> Frame:
        """The innermost body."""
        return self.frames[-1]

    def may_catch(self, error: PythonError) -> bool:
        """Whether anything around may take the error."""
        return any(takes(error) for takes in self.catchers)

    @contextmanager
    def catching(self, takes: Catcher) -> Iterator[None]:
        """Have what happens inside caught, where `takes` says so."""
        self.catchers.append(takes)
        try:
            yield
        finally:
            self.catchers.pop()

    def let_grow(self, lists: list[List]) -> None:
        """Let the present loop add to these lists.

        What is known of them stays.
        """
        self.growing += lists
        for one in lists:
            one.grows = True

    def stop_growing(self, lists: list[List] | None = None) -> None:
        """Let the loop add to these lists no more.

        It is done with them, or something unknown has changed any of those that grow.
        """
        for one in self.growing if lists is None else lists:
            one.grows = False
        self.growing = [one for one in self.growing if one.grows]
