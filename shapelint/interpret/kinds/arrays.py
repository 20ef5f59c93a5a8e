"""Types of numpy's arrays, which are called to convert: `np.float32(x)`."""

from __future__ import annotations

from typing import Any

from shapelint.interpret.kinds.anything import Anything
from shapelint.interpret.language.events import perform_operation
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.sequences import is_open
from shapelint.ops.core.catalog import numpy_operations
from shapelint.sizes.tensors import ArrayType
from shapelint.source.place import Place


class ArrayTypes(Anything[ArrayType]):
    types = (ArrayType,)

    def call(
        self, run: Run, place: Place, value: ArrayType, args: list[Any], kwargs: dict[str, Any], node: object = None
    ) -> object:
        if len(args) != 1 or kwargs or is_open(args):
            return run.unknown(f"a number of type {value}", place)
        return perform_operation(run, place, numpy_operations()["numpy.asarray"], [args[0], value], {})
