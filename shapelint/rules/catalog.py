"""What a rule is.

One file whose docstring is its documentation and its test.

    '''channel-mismatch (SHP101): another number of channels than a layer was built for.

    What: ...
    Why: ...

    Bad:

        import torch
        ...   # error: [channel-mismatch]

    Good:

        ...
    '''

    def check(trace: Trace) -> Iterator[Finding]: ...

The catalog reads code, name and summary from the first line; `severity = "warning"` and `default = False` are
module constants where they differ from the usual ("error", True).
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache

from msgspec import Struct

from shapelint import rules as _folder
from shapelint.ops.core.trace import Event, Trace
from shapelint.report.findings import Finding, Severity

HEAD = re.compile(r"(?P<name>[a-z0-9-]+) \((?P<code>SHP[0-9]{3})\): (?P<summary>.+)", re.DOTALL)


class Rule(Struct, frozen=True, dict=True):
    """A rule: its name, its texts and its function.

    code, name, one-line summary, the rest of the docstring as it stands in the file, and the function.

    torch: whether torch itself refuses the bad example. check is None for rules about the check itself (SHP9xx).
    abstains: whether an event says nothing about the mistake, for or against it (a pad by 0 on all sides): a world in
        which it passes there does not clear the place.
    instead_of: rules that need say nothing more where this one has found the mistake.
    as_error: whether it is judged as an error is, which of SHP3 few are: it says nothing of what is examined once more
        with symbols, nor where a guess explains the finding away.
    """

    code: str
    name: str
    summary: str
    text: str
    severity: Severity
    default: bool
    torch: bool
    check: Callable[[Trace], Iterable[Finding]] | None
    abstains: Callable[[Event], bool] | None = None
    instead_of: tuple[str, ...] = ()
    as_error: bool = False

    @property
    def explanation(self) -> str:
        """What and why: the text before the examples."""
        return self._sections[0]

    @property
    def bad(self) -> str:
        """The program in which the rule finds something."""
        return self._sections[1]

    @property
    def good(self) -> str:
        """The program in which it finds nothing."""
        return self._sections[2]

    @cached_property
    def _sections(self) -> tuple[str, str, str]:
        """Read when first asked for: a check needs none of them."""
        import textwrap

        parts = re.split(r"^(Bad|Good):$", inspect.cleandoc(self.text), flags=re.MULTILINE)
        found = dict(zip(parts[1::2], parts[2::2], strict=True))
        bad, good = (textwrap.dedent(found.get(name, "").strip("\n")) for name in ("Bad", "Good"))
        return parts[0].strip(), bad, good

    def findings(self, trace: Trace) -> Iterator[Finding]:
        """The rule's findings in a trace.

        Under its own code, name and severity.
        """
        for finding in self.check(trace) if self.check is not None else ():
            yield finding.with_(code=self.code, name=self.name, severity=self.severity)


def read(module: object) -> Rule | None:
    """The rule that a module holds, or None.

    Raises ValueError where the docstring is not of the form above.
    """
    head, _, rest = (module.__doc__ or "").partition("\n\n")
    match = HEAD.fullmatch(head.replace("\n", " "))
    if match is None:
        if hasattr(module, "check"):
            raise ValueError(f"{module}: the first line must be `name (SHPnnn): summary`")
        return None
    return Rule(
        match["code"], match["name"], match["summary"], rest,
        getattr(module, "severity", "error"), getattr(module, "default", True),
        getattr(module, "torch", match["code"] < "SHP3"), getattr(module, "check", None),
        getattr(module, "abstains", None), getattr(module, "instead_of", ()),
        getattr(module, "as_error", not match["code"].startswith("SHP3")),
    )  # fmt: skip


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Every rule of this folder, by code."""
    found: list[Rule] = []
    for info in pkgutil.iter_modules(_folder.__path__):
        rule = read(importlib.import_module(f"{_folder.__name__}.{info.name}"))
        if rule is not None:
            found.append(rule)
    return tuple(sorted(found, key=lambda r: r.code))


def named(selector: str) -> Rule | None:
    """The rule of that code or name."""
    return next((r for r in rules() if selector in (r.code, r.name)), None)
