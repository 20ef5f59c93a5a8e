"""The whole networks under `tests/whole/networks`, traced and held layer by layer against torch.

Each file has `RUNS`: what to build, with which keyword arguments, and the shapes of its inputs. Nothing may differ:
the names of the modules in the order of their calls, their output shapes, the output, the number of parameters.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shapelint.layers.tracing.agreement import Answer, compare_outputs, pairs, show
from shapelint.layers.tracing.trace import trace
from shapelint.source.reading.given_inputs import Shaped

torch = pytest.importorskip("torch")

NETWORKS = Path(__file__).parent / "networks"
FILES = sorted(path.stem for path in NETWORKS.glob("*.py"))


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def shaped(spec: Any) -> Shaped:
    return Shaped(tuple(spec[1]), "int64") if spec[0] == "long" else Shaped(tuple(spec))


def outline(output: Any) -> Any:
    """A tuple for a tensor, a list for what holds several, None for anything else."""
    if isinstance(output, torch.Tensor):
        return tuple(output.shape)
    if isinstance(output, dict):
        output = list(output.values())
    if isinstance(output, (list, tuple)):
        return [outline(one) for one in output]
    return None


def run_in_torch(model: Any, inputs: list[Shaped]) -> tuple[list[tuple[str, Any]], Any]:
    """Every module call in the order of completion, and the output."""
    calls: list[tuple[str, Any]] = []
    for name, module in model.named_modules():
        module.register_forward_hook(lambda _module, _args, out, name=name: calls.append((name, outline(out))))
    tensors = [torch.zeros(one.sizes, dtype=getattr(torch, one.dtype)) for one in inputs]
    with torch.no_grad():
        return calls, outline(model(*tensors))


def runs() -> Iterator[Any]:
    for name in FILES:
        count = (NETWORKS / f"{name}.py").read_text(encoding="utf-8").split("RUNS = ")[1].count('\n    ("')
        for number in range(count):
            yield pytest.param(name, number, id=f"{name}-{number}")


@pytest.mark.parametrize(("name", "number"), list(runs()))
def test_trace_agrees_with_torch(name: str, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(NETWORKS))
    space = vars(importlib.import_module(name))
    target, arguments, specs = space["RUNS"][number]
    inputs = [shaped(spec) for spec in specs]
    model = space[target](**arguments).eval()
    real, output = run_in_torch(model, inputs)

    traced = trace(f"{NETWORKS / name}.py::{target}", inputs, arguments)
    differences = [
        f"{pair.label}: torch {show(pair.real) if pair.real_called else 'does not call it'}, "
        f"trace {'nothing' if pair.call is None else show(pair.call.output)} {pair.call.reason if pair.call else ''}"
        for pair in pairs(real, traced.calls)
        if pair.answer is not Answer.AGREES
    ]
    told = [f"{Path(file).name}:{row}: {text}" for file, row, _, text in traced.unresolved]
    assert traced.error is None
    assert traced.stop is None
    assert differences == [], told
    assert compare_outputs(output, traced.output) is Answer.AGREES, (output, traced.output, told)
    assert [call.name for call in traced.calls if call.name is not None] == [called for called, _ in real]
    assert traced.parameters == sum(parameter.numel() for parameter in model.parameters())


def test_every_run_is_held_against_torch() -> None:
    for name in FILES:
        monkey = pytest.MonkeyPatch()
        with monkey.context() as context:
            context.syspath_prepend(str(NETWORKS))
            space = vars(importlib.import_module(name))
        assert len(space["RUNS"]) == sum(one.values[0] == name for one in runs())
