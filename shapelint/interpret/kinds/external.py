"""Names of libraries that are not read."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.calls import call_library
from shapelint.interpret.language.events import perform_operation
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import External
from shapelint.interpret.values.sequences import is_open
from shapelint.ops.core.catalog import find
from shapelint.source.place import Place


class Externals(Anything[External]):
    types = (External,)

    def call(
        self, run: Run, place: Place, value: External, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        known = run.project.library_name(value.dotted)
        if not isinstance(known, External):
            return call(run, place, known, args, kwargs, node)
        constructor = find(value.dotted)  # of a type of tensors: `torch.LongTensor([1])`
        if constructor is not None and not is_open(args):
            return perform_operation(run, place, constructor, args, kwargs, node)
        return call_library(run, place, value.dotted, args, kwargs)
