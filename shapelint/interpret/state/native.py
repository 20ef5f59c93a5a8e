"""Functions that the interpreter itself provides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.misuse import MISTAKES, Arguments, by_position, refuse_misuse
from shapelint.interpret.values.held import BARE, held
from shapelint.interpret.values.objects import Thing
from shapelint.source.place import Place
from shapelint.source.syntax import ir


class Native(Thing, eq=False):
    """A function that the interpreter itself provides: `body(run, place, args, kwargs) -> value`; with `wants_node`
    the call's node in the IR comes last; `takes_open` where it can be called with arguments that are not all known;
    `real` is the dotted name of the function that it stands for, whose signature says what it takes."""

    name: str
    body: Callable[..., Any]
    wants_node: bool = False
    takes_open: bool = False
    real: str = ""

    def enter(
        self, run: object, place: Place, args: list[Any], kwargs: dict[str, Any], node: ir.Call | None = None
    ) -> object:
        if kwargs and self.real:
            args, kwargs = by_position(self.real, args, kwargs)
        more = (node,) if self.wants_node else ()
        try:
            found = self.body(run, place, args, kwargs, *more)
            return held(found) if type(found) in BARE else found
        except MISTAKES:
            if self.real:
                refuse_misuse(self.real, args, kwargs)
        # Once more, so that it is told which argument is missing; where none is, it fails again, and is itself at fault.
        return held(self.body(run, place, Arguments(args), kwargs, *more))
