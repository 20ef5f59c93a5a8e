"""Pages made of docstrings (each rule, their list, the operations, the libraries), and the picture of the rooms.

Read by mkdocs as a hook (`hooks:` in mkdocs.yml).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

import shapelint
from shapelint.app.cli.rule import picture_of
from shapelint.ops.core.catalog import numpy_operations, operations
from shapelint.rules.catalog import Rule, rules

FAMILIES = {
    "SHP1": "Shapes that cannot meet",
    "SHP2": "Layers that cannot be built",
    "SHP3": "It runs, but not as meant",
    "SHP9": "About the check itself",
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages."""
    pages = {
        "rules/index.md": rule_list(),
        "operations.md": operation_table(),
        "libraries.md": libraries(Path(config.docs_dir, "libraries.md").read_text(encoding="utf-8")),
        "rooms.svg": rooms(Path(config.docs_dir, "how-it-works.md").read_text(encoding="utf-8")),
        **{f"rules/{rule.name}.md": rule_page(rule) for rule in rules()},
    }
    for path, content in pages.items():
        written = files.get_file_from_path(path)
        if written is not None:
            files.remove(written)
        files.append(File.generated(config, path, content=content))
    return files


def rule_list() -> str:
    """All rules, by family."""
    lines = [
        "# Rules",
        "",
        "Rules of SHP1 and SHP2 are errors: torch raises there. Rules of SHP3 are warnings about code that runs, each",
        "with its evidence in the code. `shapelint rule NAME` prints the same page.",
    ]
    for family, title in FAMILIES.items():
        lines += ["", f"## {title} ({family}xx)", "", "| code | name | |", "|---|---|---|"]
        for rule in rules():
            if rule.code.startswith(family):
                off = "" if rule.default else " (off by default)"
                lines.append(f"| {rule.code} | [{rule.name}]({rule.name}.md) | {rule.summary}{off} |")
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule) -> str:
    """What a rule's docstring says, with the picture that `check --explain` draws."""
    off = "" if rule.default else "; off by default: `extend-select` it"
    lines = [
        f"# {rule.name}",
        "",
        f"**{rule.code}**, {rule.severity}{off}",
        "",
        _sentence(rule.summary),
        "",
        rule.explanation,
    ]
    for title, program in (("Bad", rule.bad), ("Good", rule.good)):
        if program:
            lines += ["", f"## {title}", "", "```python", program.rstrip(), "```"]
        if program and title == "Bad":
            lines += list(_picture(rule))
    return "\n".join(lines) + "\n"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _picture(rule: Rule) -> Iterator[str]:
    if picture := picture_of(rule):
        yield from ("", "`shapelint check --explain` draws it:", "", "```text", *picture, "```")


def operation_table() -> str:
    """Every declared operation with what it does to shapes."""
    seen: dict[int, tuple[str, list[str]]] = {}
    for name, operation in {**operations(), **numpy_operations()}.items():
        seen.setdefault(id(operation), (operation.summary, []))[1].append(name)
    rows = sorted((sorted(names), summary) for summary, names in seen.values())
    lines = [
        "# Operations",
        "",
        f"{sum(len(names) for names, _ in rows):,} names stand for {len(rows):,} declared operations. Each is held",
        "against torch (or numpy) itself in the tests: what it accepts, what it refuses, and the shape it gives.",
        "",
        "| names | shapes |",
        "|---|---|",
    ]
    for names, summary in rows:
        shapes = _plain(summary.split("\n")[0])
        lines.append(f"| {', '.join(f'`{name}`' for name in names)} | {shapes} |")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Text in a cell of a table, none of which is taken for Markdown."""
    return re.sub(r"([|*_<{}\[\]])", lambda found: f"&#{ord(found[1])};", text)


def libraries(page: str) -> str:
    """The page with the libraries that have a stand-in, each with what its first line says."""
    folder = Path(shapelint.__file__).parent / "stand_ins"
    lines = ["| library | |", "|---|---|"]
    for path in sorted(folder.glob("*/__init__.py"), key=lambda one: one.parent.name.lower()):
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        if told:
            lines.append(f"| `{path.parent.name}` | {_plain(told.splitlines()[0].partition(': ')[2])} |")
    return page.replace("<!-- libraries -->", "\n".join(lines))


def rooms(page: str) -> str:
    """The rooms in a table of a page, as boxes one above the other. An SVG."""
    found = re.findall(r"^\| (\w+) \| ([^|]+) \|$", page, re.MULTILINE)[1:]
    width, height, step = 640, 34, 50
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {step * len(found)}" font-family="sans-serif">',
        '<rect width="100%" height="100%" fill="#ffffff"/>',
        '<g stroke="#3f51b5" fill="none">',
    ]
    for index in range(len(found) - 1):
        top = 4 + index * step + height
        lines.append(f'<path d="M{width // 2} {top}v{step - height - 4}l-4 -5m4 5l4 -5"/>')
    lines.append("</g>")
    for index, (name, holds) in enumerate(found):
        top = 4 + index * step
        lines += [
            f'<rect x="4" y="{top}" width="{width - 8}" height="{height}" rx="5" fill="#eef0fb" stroke="#3f51b5"/>',
            f'<text x="16" y="{top + 22}" font-size="15" font-weight="bold" fill="#1a237e">{escape(name)}</text>',
            f'<text x="104" y="{top + 22}" font-size="14" fill="#222222">{escape(holds)}</text>',
        ]
    return "\n".join([*lines, "</svg>"]) + "\n"
