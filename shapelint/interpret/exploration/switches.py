"""What a file turns on or off in modules that exist.

`module.merged = True` in a function that rebuilds a network: what the constructor said of `merged` holds until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from shapelint.interpret.language.walking import walk
from shapelint.interpret.state.nodes import Table
from shapelint.interpret.state.run import Run
from shapelint.sizes.tensors import Reason, Unknown
from shapelint.source.looks import kept
from shapelint.source.syntax import ir
from shapelint.source.syntax.file import SourceFile


def stand_alone(run: Run, file: SourceFile | None) -> None:
    """Begin a run of an entry to which nobody gives anything."""
    run.setting.alone = True
    for name in _switched(file) if file is not None else ():
        reason = Reason(f"{name} is set from outside, somewhere in this file")
        run.setting.switches[name] = Unknown(reason, name)


@kept(maxsize=256)
def _switched(file: SourceFile) -> frozenset[str]:
    """The attributes that are set of other objects than `self`."""
    if not SETS.search(file.text):
        return frozenset()
    return frozenset(
        target.attr
        for definition in file.definitions
        if definition.kind != "class"
        for node in walk(definition.body().statements)
        for target in TARGETS[type(node)](node)
        if NAMES[type(target.value)](target.value) not in OWN
    )


OWN = frozenset(("self", "cls"))
SETS = re.compile(r"^[ \t]*(?!(?:self|cls)\.\w+ *=)[\w.\[\]'\"()]+\.\w+ *=[^=]", re.MULTILINE)
"""A glance that spares files in which no such line stands."""


def _attributes(node: ir.Assign) -> Iterator[ir.Attribute]:
    return (target for target in node.targets if isinstance(target, ir.Attribute))


TARGETS: Table[Iterator[ir.Attribute]] = Table(lambda node: iter(()), {ir.Assign: _attributes})
NAMES: Table[str] = Table(lambda node: "", {ir.Name: lambda node: node.id})
