"""Every declared operation is held against torch somewhere."""

from __future__ import annotations

import importlib
from pathlib import Path

from agreement import REGISTRY

from shapelint.ops.catalog import operations

NOT_SAMPLED: dict[str, str] = {}
"""Operation -> why torch cannot be asked about it."""


def _read_all_samples() -> None:
    for file in sorted(Path(__file__).parent.glob("test_agreement_*.py")):
        importlib.import_module(file.stem)


def test_every_operation_has_samples() -> None:
    _read_all_samples()
    without = sorted(set(operations()) - set(REGISTRY) - set(NOT_SAMPLED))
    assert not without, f"{len(without)} operations without samples: {', '.join(without)}"


def test_samples_and_exceptions_name_declared_operations() -> None:
    _read_all_samples()
    unknown = sorted((set(REGISTRY) | set(NOT_SAMPLED)) - set(operations()))
    assert not unknown, f"not declared: {', '.join(unknown)}"
    assert not set(NOT_SAMPLED) & set(REGISTRY), "sampled, and listed as not sampled"
