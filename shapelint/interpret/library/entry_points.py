"""Library functions that call the model they are given.

What they say about its input is an entry.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from shapelint.interpret.state.kind import KINDS, call, iterate
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.interpret.state.signals import PythonError
from shapelint.sizes.tensors import Tensor
from shapelint.source.place import Place

Body = Callable[[Run, Place, list[Any], dict[str, Any]], Any]


def _argument(args: list[Any], kwargs: dict[str, Any], index: int, *names: str) -> Any:
    return args[index] if len(args) > index else next((kwargs[n] for n in names if n in kwargs), None)


def _visit(run: Run, place: Place, model: Any, inputs: list[Any]) -> None:
    """Call the model as the library does.

    An error inside is the program's error all the same.
    """
    if KINDS[type(model)].is_object:
        try:
            call(run, place, model, inputs, {})
        except PythonError:
            pass


def _is_size(value: Any) -> bool:
    return KINDS[type(value)].is_sequence and bool(value) and all(KINDS[type(one)].is_integral for one in value)


def _with_sizes(batch: tuple[int, ...], index: int, *names: str) -> Body:
    """A library that takes the sizes of one input, or of several.

    `batch` stands before each.
    """

    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        sizes = run.settled(_argument(args, kwargs, index, *names))
        several = [sizes] if _is_size(sizes) else list(sizes) if KINDS[type(sizes)].is_sequence else []
        if several and all(_is_size(one) for one in several):
            _visit(
                run, place, _argument(args, kwargs, 0, "model"), [Tensor((*batch, *one), "float32") for one in several]
            )
        return run.unknown("what a library says of the model", place)

    return body


def _with_tensors(index: int, *names: str) -> Body:
    """A library that takes an input, or a tuple of them.

    It returns what nobody reads.
    """

    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        given = run.settled(_argument(args, kwargs, index, *names))
        kind = KINDS[type(given)]
        inputs = [given] if kind.is_tensor else iterate(run, place, given) if kind.is_sequence else None
        if inputs:
            _visit(run, place, _argument(args, kwargs, 0, "model"), inputs)
        return run.unknown("what a library says of the model", place)

    return body


def _torchinfo(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    if len(args) > 2 or kwargs.get("input_data") is not None:
        return _with_tensors(2, "input_data")(run, place, args, kwargs)
    return _with_sizes((), 1, "input_size")(run, place, args, kwargs)


def _traced(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
    """torch.jit.trace gives the module back."""
    _with_tensors(1, "example_inputs")(run, place, args, kwargs)
    return args[0] if args else kwargs.get("func")


BODIES: dict[str, Body] = {
    "torchsummary.summary": _with_sizes((2,), 1, "input_size"),
    "torchinfo.summary": _torchinfo,
    "ptflops.get_model_complexity_info": _with_sizes((1,), 1, "input_res"),
    "torch.onnx.export": _with_tensors(1, "args"),
    "thop.profile": _with_tensors(1, "inputs"),
    "fvcore.nn.FlopCountAnalysis": _with_tensors(1, "inputs"),
    "torchviz.make_dot": lambda run, place, args, kwargs: None,
    "torch.jit.trace": _traced,
}
ENTRY_POINTS = {name: Native(name.rsplit(".", 1)[-1], body) for name, body in BODIES.items()}
