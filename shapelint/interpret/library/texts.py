"""Values that stand in a text.

Of JSON, TOML and YAML that the program spells out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from shapelint.interpret.library.yaml_text import Unreadable, parse
from shapelint.interpret.state.arguments import text, text_given
from shapelint.interpret.state.kind import KINDS
from shapelint.interpret.state.native import Native
from shapelint.interpret.state.run import Run
from shapelint.source.place import Place

LONGEST = 100_000


def _read(language: str, reader: Callable[[str], Any]) -> Callable[..., Any]:
    def body(run: Run, place: Place, args: list[Any], kwargs: dict[str, Any]) -> object:
        given = args[0] if args else next(iter(kwargs.values()), None)
        source = text(run, given)
        if source is None:
            source = text_given(run, place, given, "read")
        if source is None or len(source) > LONGEST:
            return run.unknown(f"what stands in {language} that is not known", place)
        try:
            return held_deep(reader(source))
        except (Unreadable, ValueError, RecursionError):
            return run.unknown(f"{language} that is not read", place)

    return body


def held_deep(value: Any) -> Any:
    """The value as a program has it, and all that it holds."""
    made = KINDS[type(value)].mapped(value, held_deep)
    return value if made is NotImplemented else made


def _toml(text: str) -> Any:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    return tomllib.loads(text)


READERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    **dict.fromkeys(("json.loads", "json.load"), ("JSON", json.loads)),
    **{f"{one}.{name}": ("TOML", _toml) for one in ("tomllib", "tomli", "toml") for name in ("loads", "load")},
    **dict.fromkeys(("yaml.safe_load", "yaml.load", "yaml.full_load", "yaml.unsafe_load"), ("YAML", parse)),
}
TEXTS = {name: Native(name.rsplit(".", 1)[-1], _read(*reader)) for name, reader in READERS.items()}
