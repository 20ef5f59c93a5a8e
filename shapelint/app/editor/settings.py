"""What a user sets in the editor."""

from __future__ import annotations

from typing import Any, Literal, Union

import msgspec

from shapelint.report.closest import closest

InlayHints = Literal["off", "assignments", "all"]


class EditorSettings(msgspec.Struct, frozen=True, rename="camel"):
    """What a user sets in the editor.

    inlay_hints: no shapes in the margin, those of assignments and parameters, or those of layers' calls as well.
    code_lens: "trace with ..." above classes. diagnostic_mode: whether files that are not open are checked.
    configuration: a file to take instead of the nearest, or keys as in `shapelint.toml`, set otherwise. select,
    extend_select, ignore: rules, as on the command line.
    """

    inlay_hints: InlayHints = "all"
    code_lens: bool = True
    diagnostic_mode: Literal["openFilesOnly", "workspace"] = "openFilesOnly"
    configuration: Union[str, dict[str, Any]] = ""
    select: Union[tuple[str, ...], None] = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    @property
    def config(self) -> tuple[tuple[str, object], ...]:
        """The keys of the configuration that are set here."""
        keys = dict(self.configuration) if isinstance(self.configuration, dict) else {}
        if self.select:
            keys["select"] = self.select
        if self.extend_select:
            keys["extend-select"] = self.extend_select
        if self.ignore:
            keys["ignore"] = self.ignore
        return tuple(keys.items())

    @property
    def config_file(self) -> str:
        return self.configuration if isinstance(self.configuration, str) else ""


def read(given: Any) -> tuple[EditorSettings, str]:
    """The settings, and what is wrong with them ("" for nothing).

    What is wrong is as if it were not set.

    given: plain data as editors send it, also within "settings" or "shapelint".
    """
    if not isinstance(given, dict):
        return EditorSettings(), ""
    for section in ("settings", "shapelint"):
        inner = given.get(section)
        given = inner if isinstance(inner, dict) else given
    known = {field.encode_name for field in msgspec.structs.fields(EditorSettings)}
    ours = {key: value for key, value in given.items() if key in known and value is not None}
    try:
        settings = msgspec.convert(ours, EditorSettings)
    except msgspec.ValidationError as error:
        return EditorSettings(), f"a setting of the editor cannot be used: {error}"
    near = [key for key in given if key not in known and closest(key, list(known))]
    problem = "" if not near else f"unknown setting {near[0]}{closest(near[0], list(known))}"
    return settings, problem
