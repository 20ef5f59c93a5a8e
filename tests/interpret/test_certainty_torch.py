"""What nn.Module and its containers have, against torch: what is not listed is taken to be missing."""

from __future__ import annotations

from typing import Any

import pytest

from shapelint.interpret.language.certainty import OF_CONTAINERS, OF_MODULES, PRIVATE

torch = pytest.importorskip("torch")
nn = torch.nn


@pytest.mark.parametrize(
    "module",
    [nn.Module(), nn.Sequential(), nn.ModuleList(), nn.ModuleDict(), nn.ParameterList(), nn.ParameterDict()],
    ids=lambda module: type(module).__name__,
)
def test_every_attribute_is_known_of(module: Any) -> None:
    names = {name for name in (*dir(module), *vars(module)) if not name.startswith("__")}
    assert names - OF_MODULES - PRIVATE - OF_CONTAINERS == set()
