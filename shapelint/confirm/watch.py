"""A real model run under hooks.

They note what torch computes in every layer.

This runs the code of the model. It is done only where that was asked for by name: by `trace --run`, in a process of its
own, and by `benchmarks/record.py`. torch is imported inside the functions: importing this module costs nothing.
"""

from __future__ import annotations

import dataclasses
import importlib
import os
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from shapelint.source.reading.given_inputs import RECORDED, Given, Shaped

SHORT = {name: short for short, name in RECORDED.items()}


@dataclass
class Watched:
    """One run of a model.

    calls: (qualified name, inputs, output) in the order of completion, the model itself as "". parameters: how many
    numbers they hold. error: what was raised, "" where nothing was; error_at: the lines of the program from which it
    came, innermost first, "file:line".
    """

    output: Any = None
    parameters: int = 0
    calls: list[tuple[str, Any, Any]] = field(default_factory=list)
    error: str = ""
    error_at: list[str] = field(default_factory=list)


def outline(value: Any) -> Any:
    """`"f32[1,3]"` for a tensor, lists and mappings of such.

    None and plain numbers stay, anything else is its type's name.
    """
    import torch

    if isinstance(value, torch.Tensor):
        dtype = str(value.dtype).removeprefix("torch.")
        return f"{SHORT.get(dtype, dtype)}[{','.join(str(size) for size in value.shape)}]"
    if isinstance(value, Mapping):
        return {str(key): outline(one) for key, one in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {one.name: outline(getattr(value, one.name)) for one in dataclasses.fields(value)}
    if isinstance(value, (list, tuple)):
        return [outline(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else type(value).__name__


def tensor_of(given: Given, device: str) -> Any:
    """The tensors of an input, all zeros.

    Zeros are valid as indices and as numbers.
    """
    import torch

    if isinstance(given, Shaped):
        sizes = [int(size) for size in given.sizes]
        return torch.zeros(sizes, dtype=getattr(torch, given.dtype), device=device)
    return [tensor_of(one, device) for one in given]


def watch(model: Any, inputs: Sequence[Given], device: str) -> Watched:
    """Call a model or a function on tensors of these shapes.

    A model in evaluation mode.
    """
    import torch

    seen = Watched()
    handles = []

    def hook(name: str) -> Callable[..., None]:
        def note(module: Any, args: Any, kwargs: Any, output: Any) -> None:
            given = [outline(one) for one in args]
            if kwargs:
                seen.calls.append((name, {"args": given, "kw": outline(kwargs)}, outline(output)))
            else:
                seen.calls.append((name, given, outline(output)))

        return note

    if isinstance(model, torch.nn.Module):
        model.eval()
        for name, module in model.named_modules():
            handles.append(module.register_forward_hook(hook(name), with_kwargs=True))
    try:
        with torch.no_grad(), torch.device(device):
            seen.output = outline(model(*[tensor_of(one, device) for one in inputs]))
    except Exception as error:  # noqa: BLE001 - the program may raise anything; it is told, not judged
        seen.error, seen.error_at = told(error)
    finally:
        for handle in handles:
            handle.remove()
    if isinstance(model, torch.nn.Module):  # counted at the end, as lazy layers have theirs by then
        made = (one for one in model.parameters() if not torch.nn.parameter.is_lazy(one))
        seen.parameters = sum(one.numel() for one in made)
    return seen


def told(error: BaseException) -> tuple[str, list[str]]:
    """What was raised, and the program's lines that led there.

    The innermost first.
    """
    lines = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    inside = os.sep + "torch" + os.sep
    mine = [line for line in lines if inside not in line and __file__ not in line]
    return f"{type(error).__name__}: {error}", list(reversed(mine))


def load(path: str, name: str) -> Any:
    """The (dotted) name in a file, imported as Python would import it.

    As part of its package where it is in one, else with its own folder on the path.
    """
    path = os.path.abspath(path)
    folder, parts = os.path.dirname(path), [os.path.basename(path).removesuffix(".py")]
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder, package = os.path.split(folder)
        parts.insert(0, package)
    if parts[-1] == "__init__" and len(parts) > 1:
        parts.pop()
    sys.path.insert(0, folder)
    module = importlib.import_module(".".join(parts))
    found: Any = module
    for part in name.split("."):
        found = getattr(found, part)
    return found


def build(made: Any, arguments: Mapping[str, Any], device: str) -> Any:
    """The model that the name stands for.

    An nn.Module as it is, else what calling it gives, built on the device. Raises what it raises.
    """
    import torch

    if isinstance(made, torch.nn.Module):
        return made.to(device)
    with torch.device(device):
        model = made(**arguments)
    if not isinstance(model, torch.nn.Module):
        raise TypeError(f"it gives a {type(model).__name__}, which is no nn.Module")
    return model
