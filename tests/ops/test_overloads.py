"""The table of what torch's functions take beyond their declarations, held to what the installed torch says of itself.

`python tests/ops/test_overloads.py` prints the table anew.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from shapelint.lint.one_file import check_source
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.declare import Operation
from shapelint.ops.core.overloads import OTHERS


@cache
def schemas() -> dict[str, list[Any]]:
    """The schemas of torch's operators, by name; those that TorchScript has for lists and numbers are none of them."""
    import torch

    found: dict[str, list[Any]] = {}
    for schema in torch._C._jit_get_all_schemas():
        types = [str(one.type) for one in (*schema.arguments, *schema.returns)]
        first = schema.arguments[0].name if schema.arguments else ""
        of_script = types[:1] != ["Tensor"] and first in ("self", "a", "l", "t", "list")
        if not of_script and any("Tensor" in kind for kind in types):
            found.setdefault(schema.name, []).append(schema)
    return found


def taken(name: str) -> Iterator[tuple[str, bool]]:
    """The parameters of a function of torch in all its signatures, and whether a position will do for each."""
    import torch

    value: Any = torch
    for part in name.split(".")[1:]:
        value = getattr(value, part, None)
    _, *middle, short = name.split(".")
    try:
        parameters = inspect.signature(value).parameters.values()
        named = [p for p in parameters if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)]
        yield from ((p.name, p.kind is not p.KEYWORD_ONLY) for p in named)
        return
    except (TypeError, ValueError):
        space = f"{middle[-1]}_" if middle and middle[-1] in ("linalg", "special", "fft") else ""
    known = schemas().get(f"aten::{space}{short}", [])
    for schema in known:
        yield from ((one.name, not one.kwarg_only) for one in schema.arguments if not one.is_out)
    if not known:
        told = re.search(rf"^{short}\((.*?)\)", getattr(value, "__doc__", None) or "", re.MULTILINE)
        yield from ((found, False) for found in (re.findall(r"(?:^|, )(\w+)", told[1]) if told else ()))


def missing(operation: Operation) -> str:
    """What torch takes and the declaration does not."""
    declared = operation.call.parameters
    if any(p.kind is p.VAR_KEYWORD for p in declared.values()):
        return ""
    counted = all(p.kind is not p.VAR_POSITIONAL for p in declared.values())
    names = {
        name
        for one in operation.names
        for name, by_position in taken(one)
        if name not in declared or (by_position and counted and declared[name].kind is inspect.Parameter.KEYWORD_ONLY)
    }
    return " ".join(sorted(names - {"self", "out"}))


def table() -> dict[str, str]:
    """Function -> what torch takes of it beyond the declaration."""
    functions = {one.name: one for one in operations().values() if not one.is_layer and one.name.startswith("torch.")}
    found = {name: missing(operation) for name, operation in sorted(functions.items())}
    return {name: names for name, names in found.items() if names}


def test_the_table_is_what_torch_takes() -> None:
    pytest.importorskip("torch")
    assert table() == OTHERS


HEAD = "import torch\nfrom torch import nn\n\nx, half = torch.ones(3, 3), torch.ones(3, 3, dtype=torch.bfloat16)\n"

FIT = [
    "torch.mm(half, half, out_dtype=torch.float32)",
    "torch.mm(half, half, torch.float32)",
    "half.addmm(half, half, out_dtype=torch.float32)",
    "torch.heaviside(x, values=x)",
    "x.copy_(other=x)",
    "torch.dot(x[0], other=x[1])",
    "torch.isin(element=1, test_elements=x)",
    "torch.hsplit(x, sections=3)",
    "torch.special.softmax(x, -1, torch.float32)",
    "torchvision.ops.nms(x, x[0], 0.5, newer=True)",
]

MISFITS = [
    "torch.mm(half, half, out_dtypes=torch.float32)",
    "torch.mm(half)",
    "torch.cat([x], dims=1)",
    "x.softmax(dimension=1)",
    "x.float(memory=1)",
    "torch.tensor([1.0], requires_gradient=True)",
    "nn.functional.relu(x, in_place=True)",
    "nn.functional.conv2d(x, x, strides=2)",
    "torch.sigmoid(x, 1)",
    "nn.Conv2d(3, 8, kernel=3)",
    "nn.Linear(3, 8)(inputs=x)",
]


def found(call: str) -> list[str]:
    return [finding.name for finding in check_source(f"{HEAD}import torchvision\n{call}\n")]


@pytest.mark.parametrize("call", FIT)
def test_a_call_that_fits_another_signature_is_no_error(call: str) -> None:
    assert found(call) == []


@pytest.mark.parametrize("call", MISFITS)
def test_a_call_that_fits_no_signature_is_one(call: str) -> None:
    assert found(call) == ["wrong-arguments"]


@pytest.mark.parametrize("call", MISFITS)
def test_torch_refuses_what_fits_no_signature(call: str) -> None:
    pytest.importorskip("torch")
    with pytest.raises(TypeError):
        exec(HEAD + call, {})


def test_of_another_signature_the_result_is_unknown() -> None:
    assert found("nn.Linear(4, 2)(torch.mm(half, half, out_dtype=torch.float32))") == []
    assert found("nn.Linear(4, 2)(torch.mm(half, half))") == ["feature-mismatch"]


if __name__ == "__main__":
    for name, names in table().items():
        print(f'    "{name}": "{names}",')
