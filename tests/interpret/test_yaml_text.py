"""YAML that is read is read as PyYAML reads it."""

from __future__ import annotations

import random
from typing import Any

import pytest

from shapelint.interpret.library.yaml_text import Unreadable, parse

yaml = pytest.importorskip("yaml")


WORDS: list[Any] = [
    "a", "b c", "1e-3", "1.5", "-3", "007", "yes", "null", "x: y", "'q'", "[1", "k#v", "# c", "0x1f", "1_000", "~", "",
    " lead", "é", "-", "- a", "a:b", "http://x.y/z", "1.", "2.5e+3", "True", "tRue", "1:30", 1, -2, 0.5, 1e-9, None,
    True,
]  # fmt: skip


def drawn(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.random() if depth < 3 else 1.0
    if kind < 0.3:
        return {chance.choice(["k1", "k 2", 3, "z-z"]): drawn(chance, depth + 1) for _ in range(chance.randint(0, 3))}
    if kind < 0.55:
        return [drawn(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    return chance.choice(WORDS)


def test_as_pyyaml_does() -> None:
    chance, read = random.Random(7), 0
    for _ in range(500):
        text = yaml.safe_dump(drawn(chance), default_flow_style=chance.choice([None, True, False]))
        try:
            found = parse(text)
        except Unreadable:
            continue
        read += 1
        assert found == yaml.safe_load(text), text
    assert read > 350


@pytest.mark.parametrize(
    "text", ["a: &x 1", "a: *x", "a: !!int 3", "a: |\n  long\n  text", "a: 1\n b: 2", "a: [1, 2", "- a\nb: 1"]
)
def test_what_is_more_is_not_read(text: str) -> None:
    with pytest.raises(Unreadable):
        parse(text)
