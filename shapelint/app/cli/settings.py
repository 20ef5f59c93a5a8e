"""Which configuration holds for which folder, the command line's options put in."""

from __future__ import annotations

import argparse
import os
from typing import Any

import msgspec

from shapelint.app.cli.usage import UsageError
from shapelint.lint.config import Config, Configs, load, override, setting
from shapelint.report.render.sanitize import sanitize


class Settings:
    """The configuration of each folder.

    Raises ConfigError or UsageError where there is something wrong with it.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        self._configs = Configs()
        self._fixed: Config | None = Config(root=os.getcwd()) if options.isolated else None
        self._overrides: list[dict[str, Any]] = []
        self._options = options
        for text in options.config:
            # A file may have `=` in its name.
            if "=" in text and not os.path.isfile(text):
                self._overrides.append(setting(text))
            elif options.isolated:
                raise UsageError("--isolated reads no configuration file, so there is none to give with --config")
            elif self._fixed:
                raise UsageError("--config gives two configuration files")
            else:
                self._fixed = load(text)
        self._applied: dict[int, Config] = {}

    def of(self, folder: str) -> Config:
        """What holds for the files of a folder.

        One object for all folders that one configuration file is about.
        """
        config = self._fixed or self._configs.nearest(folder)
        if id(config) not in self._applied:
            self._applied[id(config)] = self._with_options(config)
        return self._applied[id(config)]

    def excludes(self, folder: str) -> tuple[str, tuple[str, ...]]:
        """For `shapelint.source.files.find`."""
        config = self.of(folder)
        return config.root, config.exclude

    def _with_options(self, config: Config) -> Config:
        for change in self._overrides:
            config = override(config, change)
        given = vars(self._options)
        changes: dict[str, Any] = {}
        if given.get("select"):
            changes["select"] = tuple(given["select"])
        for key in ("fail_on", "follow_imports", "python"):
            if given.get(key):
                changes[key] = given[key]
        changes |= {key: True for key in ("explain", "thorough") if given.get(key)}
        if given.get("no_respect_gitignore"):
            changes["respect_gitignore"] = False
        for name in ("ignore", "extend_select", "exclude"):
            if given.get(name):
                changes[name] = (*getattr(config, name), *given[name])
        return msgspec.structs.replace(config, **changes) if changes else config


def show(options: argparse.Namespace) -> int:
    """`shapelint config [PATH]`."""
    if options.schema:
        import json

        print(json.dumps(schema(), indent=2))
        return 0
    if not os.path.exists(options.path):
        raise UsageError(f"no such file or folder: {options.path}")
    folder = options.path if os.path.isdir(options.path) else os.path.dirname(options.path)
    print(as_toml(Settings(options).of(folder)), end="")
    return 0


def schema() -> dict[str, Any]:
    """The JSON schema of `shapelint.toml`, and of `[tool.shapelint]`."""
    made: dict[str, Any] = msgspec.json.schema(Config)
    table = made["$defs"]["Config"]
    table["properties"].pop("root")
    table["properties"]["extend"] = {"type": "string", "description": "the path of a file whose keys hold, too"}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": "shapelint's configuration"}


def as_toml(config: Config) -> str:
    """The configuration as one could write it in `shapelint.toml`."""
    import json

    content: dict[str, Any] = msgspec.to_builtins(config)
    lines = [f"# for the files in {sanitize(content.pop('root'))}"]
    tables = {key: value for key, value in content.items() if isinstance(value, dict)}
    for key, value in content.items():
        if key not in tables and value is not None:
            lines.append(f"{key} = {json.dumps(value)}")
    for key, table in tables.items():
        if table:
            lines.append(f"\n[{key}]")
            lines += [f"{json.dumps(name)} = {json.dumps(value)}" for name, value in table.items()]
    return "\n".join(lines) + "\n"
