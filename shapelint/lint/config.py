"""The configuration: `[tool.shapelint]` of the nearest `pyproject.toml`, or the nearest `shapelint.toml`.

It holds data only; no key of it can make shapelint run code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal, Union, get_args

import msgspec

from shapelint.lint.selectors import Selection
from shapelint.report.closest import closest
from shapelint.source.environment import Follow
from shapelint.source.files import Unreadable, read
from shapelint.source.ignores import matches

NAMES = ("shapelint.toml", "pyproject.toml")  # in one folder, the first one counts

MOST_EXTENDED = 100  # files, each of which extends the next
MOST_VALUES = 5_000
DIGITS = 18  # of a size

FailOn = Literal["error", "warning", "never"]
Shape = tuple[Union[int, str], ...]
"""An input's shape: numbers, and names of sizes ("N", "H")."""


class ConfigError(Exception):
    """The configuration cannot be used; the message says where and why."""


class Config(msgspec.Struct, frozen=True, rename="kebab", forbid_unknown_fields=True):
    """What a user may set.

    Tuples of selectors hold codes, prefixes of codes ("SHP1"), and names.

    inputs: "Name" or "path.py::Name" -> the shapes of its inputs.
    stand_ins: folders of modules that stand for libraries; they go before those that shapelint brings.
    follow_imports: which packages are read that are installed: "never", "known" (those of models) or "all".
    python: the interpreter of the environment in which they are, where it is not the active one or the project's own.
    thorough: whether every function that builds a network is called, with ten times the time for each file.
    root: the folder that paths and patterns are relative to (set by the reader, it is no key).
    """

    select: Union[tuple[str, ...], None] = None
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    respect_gitignore: bool = True
    fail_on: FailOn = "warning"
    explain: bool = False
    thorough: bool = False
    stand_ins: tuple[str, ...] = ()
    follow_imports: Follow = "known"
    python: str = ""
    inputs: dict[str, Union[str, tuple[Union[int, str, Shape], ...]]] = msgspec.field(default_factory=dict)
    root: str = ""

    def selected(self, code: str, name: str, default: bool = True) -> bool:
        """Whether a rule is on.

        default: whether it is when nobody says anything.
        """
        return Selection(self.select, self.extend_select, self.ignore).includes(code, name, default)

    @property
    def stand_in_folders(self) -> tuple[str, ...]:
        """The folders of `stand_ins`, from the root of the file system."""
        return tuple(os.path.join(self.root, os.path.expanduser(one)) for one in self.stand_ins)

    @property
    def interpreter(self) -> str:
        """The path of `python`.

        From the root of the file system; "" where none is named.
        """
        return os.path.join(self.root, os.path.expanduser(self.python)) if self.python else ""

    def ignored_in(self, filename: str, code: str, name: str) -> bool:
        """Whether per-file-ignores silence the rule in that file."""
        for pattern, selectors in self.per_file_ignores.items():
            if Selection(selectors).includes(code, name, False) and matches(self.root, (pattern,), filename):
                return True
        return False

    def inputs_of(self, filename: str, name: str) -> tuple[Shape, ...] | None:
        """The shapes of the inputs that a model is given.

        By its name (`Net`, or `Net.forward`) in that file; None where nothing is said of it.
        """
        for key, value in self.inputs.items():
            path, _, wanted = key.rpartition("::")
            if wanted == name and (not path or matches(self.root, ("/" + path,), filename)):
                return shapes(value)
        return None


def shapes(value: str | Sequence[int | str | Sequence[int | str]]) -> tuple[Shape, ...]:
    """Shapes as people write them.

    "N,3,H,W" or [1, 3, 32, 32] is one input, ["N,3", "N,4"] or [[1, 3], [1, 4]] two.

    Raises ConfigError.
    """
    if isinstance(value, str):
        return (_shape(value),)
    # ["N", 3, "H", "W"] is one shape: no part of it is a list, or a text with a comma.
    plain = [one for one in value if isinstance(one, int) or (isinstance(one, str) and "," not in one)]
    if plain and len(plain) == len(value):
        return (_shape(plain),)
    return tuple(_shape((one,) if isinstance(one, int) else one) for one in value)


def _shape(value: str | Sequence[int | str]) -> Shape:
    parts = value.strip().strip("()[]").split(",") if isinstance(value, str) else value
    words = [part.strip() if isinstance(part, str) else part for part in parts]
    if words and words[-1] == "":  # "(3,)"
        words.pop()
    result: list[int | str] = []
    for word in words:
        size = int(word) if isinstance(word, str) and word.isdecimal() and len(word) <= DIGITS else word
        if (
            isinstance(size, bool)
            or (isinstance(size, int) and not 0 <= size < 10**DIGITS)
            or (isinstance(size, str) and not size.isidentifier())
        ):
            shown = f"{str(word)[:DIGITS]}..." if isinstance(word, int) or word.isdecimal() else repr(word)
            raise ConfigError(f"{shown} is neither a size nor the name of one, in the shape {_short(value)}")
        result.append(size)
    return tuple(result)


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:80]}..."


# --- finding and reading ------------------------------------------------------------------------------------------


class Configs:
    """The configuration of each folder.

    That of the nearest file, at or above it. Remembers what it has read.
    """

    def __init__(self) -> None:
        self._of: dict[str, Config] = {}

    def nearest(self, folder: str) -> Config:
        """Raises ConfigError."""
        folder = os.path.abspath(folder)
        if folder not in self._of:
            above = os.path.dirname(folder)
            outermost = Config(root=os.getcwd())
            self._of[folder] = _of(folder) or (outermost if above == folder else self.nearest(above))
        return self._of[folder]


def _of(folder: str) -> Config | None:
    for name in NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            table = _table(path)
            if table is not None:
                return _load(path, table, ())
    return None


def load(path: str) -> Config:
    """The configuration of that file, which must have one. Raises ConfigError."""
    if not os.path.isfile(path):
        raise ConfigError(f"{path}: no such configuration file")
    table = _table(path)
    if table is None:
        raise ConfigError(f"{path}: there is no [tool.shapelint] in it")
    return _load(os.path.abspath(path), table, ())


def override(config: Config, settings: Mapping[str, Any]) -> Config:
    """The configuration with some keys (spelled as in the file) set otherwise.

    Raises ConfigError.
    """
    return _convert(_merged(config, settings), "--config", settings)


def setting(text: str) -> dict[str, Any]:
    """`key=value` of the command line.

    The value is TOML, or plain text where it is not. Raises ConfigError.
    """
    key, _, value = text.partition("=")
    try:
        settings: dict[str, Any] = _toml(text)
        return settings
    except RecursionError:
        raise ConfigError(f"--config {key}: nested too deeply") from None
    except ValueError:
        if not key.strip() or not value.strip():
            raise ConfigError(f"--config {text}: neither a file nor key=value") from None
        return {key.strip(): value.strip()}


def _toml(text: str) -> dict[str, Any]:
    """The content of a text in TOML.

    Read only where there is a file, or a key on the command line. Raises ValueError.
    """
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib

    content: dict[str, Any] = tomllib.loads(text)
    return content


def _table(path: str) -> dict[str, Any] | None:
    """The file's table for us.

    Other tools' files need not even be TOML, as long as they do not speak of us.
    """
    is_own = os.path.basename(path) != "pyproject.toml"
    try:
        data = read(path)
    except Unreadable as error:
        raise ConfigError(f"{path}: {error}") from None
    if not is_own and b"shapelint" not in data:
        return None
    try:
        content: dict[str, Any] = _toml(data.decode())
    except RecursionError:
        raise ConfigError(f"{path}: nested too deeply") from None
    except ValueError as error:  # no TOML, or no UTF-8
        raise ConfigError(f"{path}: not TOML: {error}") from None
    if is_own:
        return content
    tools = content.get("tool")
    table = tools.get("shapelint") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise ConfigError(f"{path}: tool.shapelint must be a table")
    return table


def _load(path: str, table: Mapping[str, Any], seen: tuple[str, ...]) -> Config:
    """The configuration of a file, with what it extends.

    Patterns count from the folder of the file that extends, not of the extended one: it is the code beside the former
    that they are about.
    """
    own = dict(table)
    base = own.pop("extend", None)
    root = os.path.dirname(path)
    if base is None:
        return _convert({**own, "root": root}, path, own)
    if not isinstance(base, str):
        raise ConfigError(f"{path}: extend must be the path of a file")
    if "\0" in base:
        raise ConfigError(f"{path}: extend: {base!r} is no path")
    other = os.path.realpath(os.path.join(root, os.path.expanduser(base)))
    if other in (*seen, os.path.realpath(path)):
        raise ConfigError(f"{path}: extend goes round in a circle")
    if len(seen) >= MOST_EXTENDED:
        raise ConfigError(f"{path}: extend: this is the {MOST_EXTENDED}th file that extends another; stop here")
    if not os.path.isfile(other):
        raise ConfigError(f"{path}: extend: no such file: {base}")
    inherited = _load(other, _table(other) or {}, (*seen, os.path.realpath(path)))
    return _convert({**_merged(inherited, own), "root": root}, path, own)


def _merged(config: Config, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Lists and single values are replaced, tables are merged by key."""
    merged: dict[str, Any] = msgspec.to_builtins(config)
    for key, value in settings.items():
        both_tables = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = {**merged[key], **value} if both_tables else value
    return merged


def _convert(table: Mapping[str, Any], origin: str, given: Iterable[str]) -> Config:
    keys = [field.encode_name for field in msgspec.structs.fields(Config) if field.name != "root"]
    for key in given:
        if key not in keys:
            raise ConfigError(f"{origin}: unknown key `{key}`{closest(key, keys)}")
    try:
        config = msgspec.convert(table, Config)
    except msgspec.ValidationError as error:
        raise ConfigError(f"{origin}: {_plain(str(error))}") from None
    for key in ("exclude", "per_file_ignores", "inputs", "stand_ins"):
        values = getattr(config, key)
        shown = key.replace("_", "-")
        if len(values) > MOST_VALUES:
            raise ConfigError(
                f"{origin}: `{shown}`: {len(values):,} values are more than the {MOST_VALUES:,} it may have"
            )
        for one in values:
            if "\0" in one:
                raise ConfigError(f"{origin}: `{shown}`: {one!r} is no path")
    for name, value in config.inputs.items():
        try:
            shapes(value)
        except ConfigError as error:
            raise ConfigError(f"{origin}: inputs: {name}: {error}") from None
    return config


def _plain(message: str) -> str:
    """msgspec's message, with the key in front.

    "`select`: expected a list, got str".
    """
    what, _, where = message.partition(" - at `$.")
    what = what.replace("`", "").replace("Expected array | null", "expected a list").replace("Expected", "expected")
    what = what.replace("expected array", "expected a list")
    what = what.replace("Invalid enum value", f"it is one of {', '.join(get_args(FailOn))}, not")
    return f"`{where.rstrip('`').replace('[...]', '')}`: {what}" if where else what
