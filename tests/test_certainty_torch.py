"""What nn.Module and its containers have, against torch: what is not listed is taken to be missing."""

from __future__ import annotations

import pytest
from torch import nn

from shapelint.interpret.certainty import OF_CONTAINERS, OF_MODULES, PRIVATE


@pytest.mark.parametrize(
    "module",
    [nn.Module(), nn.Sequential(), nn.ModuleList(), nn.ModuleDict(), nn.ParameterList(), nn.ParameterDict()],
    ids=lambda module: type(module).__name__,
)
def test_every_attribute_is_known_of(module: nn.Module) -> None:
    names = {name for name in (*dir(module), *vars(module)) if not name.startswith("__")}
    assert names - OF_MODULES - PRIVATE - OF_CONTAINERS == set()
