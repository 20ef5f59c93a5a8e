"""Bars as an SVG, on a logarithmic scale, for `beside.py`."""

from __future__ import annotations

from html import escape
from math import log10

WIDTH, LEFT, BAR, GAP = 760, 210, 15, 5
COLOURS = {"shapelint": "#4051b5", "libcst": "#9e9e9e", "ast": "#bdbdbd", "ruff": "#c98b2b", "pyrefly": "#b5404f"}


def bars(trees: dict[str, dict[str, float]]) -> str:
    """A group of bars for each tree, a bar for each tool: its ratio, 1 being the parse with libcst."""
    least = min((ratio for one in trees.values() for ratio in one.values()), default=1)
    most = max((ratio for one in trees.values() for ratio in one.values()), default=1)
    low, high = log10(least) - 0.3, log10(most) + 0.1

    def at(ratio: float) -> float:
        return LEFT + (log10(ratio) - low) / (high - low) * (WIDTH - LEFT - 60)

    rows, y = [], 10.0
    for tree, figures in trees.items():
        rows.append(f'<text x="8" y="{y + 12:.0f}" font-weight="bold">{escape(tree)}</text>')
        y += 20
        for tool, ratio in figures.items():
            colour = COLOURS.get(tool.split(",")[0], "#777777")
            rows.append(f'<text x="{LEFT - 6}" y="{y + 12:.0f}" text-anchor="end">{escape(tool)}</text>')
            rows.append(
                f'<rect x="{LEFT}" y="{y:.0f}" width="{at(ratio) - LEFT:.1f}" height="{BAR}" fill="{colour}">'
                f"<title>{escape(tool)}: {ratio:.2f}</title></rect>"
            )
            rows.append(f'<text x="{at(ratio) + 5:.1f}" y="{y + 12:.0f}">{ratio:.2f}</text>')
            y += BAR + GAP
        y += 12
    line = f'<line x1="{at(1):.1f}" x2="{at(1):.1f}" y1="26" y2="{y - 8:.0f}" stroke="#888"/>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y:.0f}" font-size="12">'
    style = "<style>text{fill:#333;font-family:sans-serif}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>"
    return "\n".join([head, style, line, *rows, "</svg>"]) + "\n"
