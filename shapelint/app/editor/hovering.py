"""What an editor shows at the cursor.

The operation there, the model's demands, or the rule that is named.
"""

from __future__ import annotations

import re

from lsprotocol import types

from shapelint.app.editor import worker
from shapelint.app.editor.session import Session
from shapelint.report.render.sanitize import sanitize
from shapelint.source.text import split_lines

_CODE = re.compile(r"\bSHP\d{3}\b")


async def hover(server: Session, uri: str, position: types.Position) -> types.Hover | None:
    program = server.program(uri)
    place = None if program is None else program.place(uri, position)
    if program is None or place is None:
        return None
    line = split_lines(program.text)[place.row - 1]
    for found in _CODE.finditer(line):
        if found.start() < place.column <= found.end() + 1 and "#" in line[: found.start()]:
            return _markdown(rule_text(found.group()))
    nothing: list[str] = []
    lines = await server.ask(program, nothing, worker.describe, place.row, place.column)
    if not lines:
        return None
    shown = "\n".join(sanitize(line).replace("`", "'") for line in lines)  # no line may end the block
    return _markdown(f"```text\n{shown}\n```")


def rule_text(code: str) -> str:
    """What a rule is about, as Markdown.

    "" where there is none of that code or name.
    """
    from shapelint.rules.catalog import named

    rule = named(code)
    if rule is None:
        return ""
    text = f"**{rule.name}** ({rule.code}): {rule.summary}\n\n{rule.explanation}\n"
    for title, program in (("Bad", rule.bad), ("Good", rule.good)):
        text += f"\n{title}:\n\n```python\n{program}\n```\n" if program else ""
    return text


def _markdown(text: str) -> types.Hover | None:
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text)) if text else None
