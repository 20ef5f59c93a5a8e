"""Values that are not known."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.hooks import hand_over
from shapelint.interpret.state.kind import call, escape
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.place import Place


class Unknowns(Anything[Unknown]):
    """What a world has learnt of an unknown value answers for it."""

    types = (Unknown,)

    def call(
        self, run: Run, place: Place, value: Unknown, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        found = run.settled(value)
        if found is not value:
            return call(run, place, found, args, kwargs, node)
        callee = value.name or "an unknown function"
        given = (*args, *kwargs.values())
        escape(run, place, callee, *given)
        hand_over(run, place, callee, given)
        if not run.recorder.quiet:
            run.recorder.trace.unresolved.append(Reason(f"a call of {callee}: {value.reason.text}", place))
        return Unknown(value.reason)
