"""What `import shapelint` offers: check, check_source, trace and what they return."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Union

from shapelint.lint.check import by_config, check_files
from shapelint.lint.config import Config, Configs, override
from shapelint.lint.one_file import check_text
from shapelint.report.findings import Finding, Report
from shapelint.report.merge import merge
from shapelint.source.files import find

if TYPE_CHECKING:
    from shapelint.layers.tracing.result import Traced

Path = Union[str, "os.PathLike[str]"]
Settings = Union[Config, Mapping[str, Any], None]


class Unchecked(OSError):
    """Some files could not be analysed.

    failures: (path, why) for each. findings: those in the other files, and in what could be analysed of these.
    """

    def __init__(self, failures: Sequence[tuple[str, str]], findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{path}: {why}" for path, why in failures))
        self.failures, self.findings = list(failures), list(findings)


def check(paths: Path | Sequence[Path], config: Settings = None) -> list[Finding]:
    """The findings in files and folders, in order of place.

    config: a Config, or settings as `[tool.shapelint]` has them ({"select": ["SHP101"]}); None for those of the nearest
        configuration file, as the command line takes them.
    Raises FileNotFoundError for a path that does not exist, Unchecked where a file could not be analysed, ConfigError.
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
    one = None if config is None else _settings(config)
    configs = Configs()

    def of(folder: str) -> Config:
        return configs.nearest(folder) if one is None else one

    def excludes(folder: str) -> tuple[str, tuple[str, ...]]:
        its = of(folder)
        return its.root, its.exclude

    found = find([os.fspath(path) for path in given], excludes, respect_gitignore=of(os.curdir).respect_gitignore)
    if found.missing:
        raise FileNotFoundError(f"no such file or folder: {', '.join(found.missing)}")
    groups = by_config(found.files, of)
    reports = [Report(failures=found.failures), *(check_files(files, its) for its, files in groups)]
    return _findings(merge(reports, found.files))


def check_source(text: str, path: str = "<string>", config: Settings = None) -> list[Finding]:
    """The findings in a piece of source text.

    path: what it is called, and from where its imports are found.

    Raises Unchecked where shapelint itself failed on it, and ConfigError.
    """
    return _findings(check_text(text, path, _settings(config)))


def _findings(report: Report) -> list[Finding]:
    if report.failures:
        raise Unchecked(report.failures, report.findings)
    return report.findings


def _settings(config: Settings) -> Config:
    if isinstance(config, Config):
        return config
    plain = Config(root=os.getcwd())
    return override(plain, dict(config)) if config else plain


def trace(
    target: str,
    inputs: Any,
    args: Mapping[str, Any] | str = "",
    follow_imports: bool = False,
    named: Mapping[str, Any] | None = None,
) -> Traced:
    """The shape of every layer of one model.

    See `shapelint.layers.tracing.trace.trace`, which this calls.
    """
    from shapelint.layers.tracing.trace import trace as perform

    return perform(target, inputs, args, follow_imports, named=named)


__all__ = ["Finding", "Unchecked", "check", "check_source", "trace"]
