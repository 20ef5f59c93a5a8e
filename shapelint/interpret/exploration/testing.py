"""Tests of a program, which a test runner calls."""

from __future__ import annotations

import re

from shapelint.interpret.exploration.placeholders import place_of, placeholder_arguments, standing_in
from shapelint.interpret.state.kind import call
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Class, Function, SourceModule
from shapelint.sizes.tensors import Unknown


def test_classes(module: SourceModule) -> list[Class]:
    """Classes whose test methods a test runner calls."""
    classes = [
        v for v in module.names.values() if isinstance(v, Class) and v.module is module and not v.derives("Module")
    ]
    return [c for c in classes if c.name.startswith("Test") or "TestCase" in c.opaque]


REPLACED = re.compile(r"\b(?:patch(?:\.\w+)?|monkeypatch\.\w+|mocker\.\w+)\(")


def replaces_names(test: Function) -> bool:
    """Whether a test puts a mock in the place of something.

    What runs then is not what the files say.
    """
    definition = test.definition
    lines = definition.file.lines[definition.first_row - 1 : definition.last_row]
    return test.name.startswith("test") and any(map(REPLACED.search, lines))


def run_test(run: Run, cls: Class, name: str) -> None:
    place = place_of(cls)
    with standing_in(run, cls):
        instance = call(run, place, cls, [], {})
        for method in ("setUp", "setup_method", name):
            function = cls.find(method)
            if isinstance(function, Function):
                call(run, place, function, [instance], placeholder_arguments(run, function, Unknown, skip=1))
