"""The whole networks under `tests/whole/networks` run in torch, with the inputs that they state themselves.

Each file has `RUNS`: what to build (a class, or a function that returns a module), with which keyword arguments, and
the shapes of its inputs. A plain shape is a float tensor, `("long", shape)` one of indices, all below 2.
"""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Programs this small only lose time to more threads."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


NETWORKS = Path(__file__).parent / "networks"


def example(spec: Any) -> Any:
    """The input that an entry of RUNS asks for."""
    if spec[0] == "long":
        return torch.randint(0, 2, spec[1])
    return torch.rand(spec)


@pytest.mark.parametrize("name", sorted(p.stem for p in NETWORKS.glob("*.py")))
def test_network_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(NETWORKS))
    space = runpy.run_path(str(NETWORKS / f"{name}.py"), run_name=name)
    assert space["RUNS"]
    for target, arguments, shapes in space["RUNS"]:
        torch.manual_seed(0)
        model = space[target](**arguments).eval()
        assert isinstance(model, torch.nn.Module)
        with torch.no_grad():
            model(*[example(spec) for spec in shapes])


def test_networks_are_many() -> None:
    assert len(list(NETWORKS.glob("*.py"))) >= 26
