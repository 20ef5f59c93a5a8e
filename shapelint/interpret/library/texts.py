"""Values that stand in a text: of JSON, TOML and YAML that the program spells out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from shapelint.interpret.library.yaml_text import Unreadable, parse
from shapelint.interpret.state.held import Dict, List
from shapelint.interpret.state.run import Run
from shapelint.interpret.values.objects import Native
from shapelint.source.place import Place

LONGEST = 100_000


def _read(language: str, reader: Callable[[str], Any]) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        text = run.settled(args[0] if args else next(iter(kwargs.values()), None))
        if not isinstance(text, str) or len(text) > LONGEST:
            return run.unknown(f"what stands in {language} that is not known", place)
        try:
            return held_deep(reader(text))
        except (Unreadable, ValueError, RecursionError):
            return run.unknown(f"{language} that is not read", place)

    return body


def held_deep(value: Any) -> Any:
    """The value as a program has it, and all that it holds."""
    if isinstance(value, dict):
        return Dict({key: held_deep(one) for key, one in value.items()})
    if isinstance(value, list):
        return List([held_deep(one) for one in value])
    return value


def _toml(text: str) -> Any:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "json.loads": ("JSON", json.loads),
    "tomllib.loads": ("TOML", _toml),
    "tomli.loads": ("TOML", _toml),
    "toml.loads": ("TOML", _toml),
    **dict.fromkeys(("yaml.safe_load", "yaml.load", "yaml.full_load", "yaml.unsafe_load"), ("YAML", parse)),
}
TEXTS = {name: Native(name.rsplit(".", 1)[-1], _read(*reader)) for name, reader in READERS.items()}
