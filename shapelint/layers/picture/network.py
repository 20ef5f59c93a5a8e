"""A network drawn from top to bottom.

One operation below the other, with shapes on its edges.
"""

from __future__ import annotations

from html import escape

from shapelint.layers.tracing.graph import Graph, lanes

ROW, BOX, GAP = 58, 34, 24
LETTER = 7.4
LANE = 18
LEFT = 16

STYLE = (
    ".back{fill:#fff}.layer{fill:#dbeafe;stroke:#5b7aa8}.function{fill:#f3f4f6;stroke:#9ca3af}"
    ".input,.output{fill:#fef3c7;stroke:#b45309}path{fill:none;stroke:#6b7280}"
    "text{fill:#111827;font:12px ui-monospace,Menlo,Consolas,monospace}.shape{font-size:10px;fill:#4b5563;"
    "paint-order:stroke;stroke:#fff;stroke-width:4px;stroke-linejoin:round}"
    "@media (prefers-color-scheme:dark){.back{fill:#0f172a}.layer{fill:#1e3a5f;stroke:#6b93c9}"
    ".function{fill:#1f2937;stroke:#4b5563}.input,.output{fill:#422006;stroke:#d97706}"
    "path{stroke:#9ca3af}text{fill:#e5e7eb}.shape{fill:#9ca3af;stroke:#0f172a}}"
)


def network_svg(graph: Graph, title: str) -> str:
    """The drawing; it needs nothing else, and is the same each time."""
    texts = [f"{node.title}  {node.detail}" if node.detail else node.title for node in graph.nodes]
    wide = int(max((len(text) for text in texts), default=8) * LETTER) + 20
    beside = lanes(graph.edges)
    height = len(graph.nodes) * ROW + GAP
    right = LEFT + wide
    shapes = max((len(edge.shape) for edge in graph.edges), default=0)
    width = int(right + GAP + (max(beside.values(), default=-1) + 1) * LANE + shapes * 6.2 + 24)
    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" data-made-by="shapelint" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img" aria-labelledby="title">',
        f'<title id="title">{escape(title, quote=False)}</title>',
        f"<style>{STYLE}</style>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
        'orient="auto"><path d="M0 0L8 4L0 8z" style="fill:#6b7280"/></marker></defs>',
        f'<rect class="back" width="{width}" height="{height}"/>',
    ]
    middle = LEFT + 40
    labels: list[str] = []  # upon all lines, which are broken behind them
    for edge in graph.edges:
        top, bottom = edge.start * ROW + GAP + BOX, edge.end * ROW + GAP
        label = escape(edge.shape, quote=False)
        if edge not in beside:
            drawn.append(f'<path d="M{middle} {top}V{bottom - 1}" marker-end="url(#head)"/>')
            labels.append(f'<text class="shape" x="{middle + 6}" y="{(top + bottom) // 2 + 4}">{label}</text>')
            continue
        x = right + GAP + beside[edge] * LANE
        start, end = top - BOX // 2 + 4, bottom + BOX // 2 - 4
        drawn.append(f'<path d="M{right} {start}H{x}V{end}H{right + 1}" marker-end="url(#head)"/>')
        labels.append(f'<text class="shape" x="{x + 4}" y="{end - 3}">{label}</text>')
    drawn += labels
    for index, (node, text) in enumerate(zip(graph.nodes, texts, strict=True)):
        y = index * ROW + GAP
        drawn.append(f'<rect class="{node.kind}" x="{LEFT}" y="{y}" width="{wide}" height="{BOX}" rx="5"/>')
        drawn.append(f'<text x="{LEFT + 10}" y="{y + 21}">{escape(text, quote=False)}</text>')
    return "\n".join([*drawn, "</svg>"]) + "\n"


def network_html(graph: Graph, title: str, table: str) -> str:
    """A page with the drawing and the table."""
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>\n'
        "<style>body{font:14px system-ui;margin:2rem;color-scheme:light dark}pre{overflow-x:auto}</style>\n"
        f"<h1>{escape(title)}</h1>\n<pre>{escape(table, quote=False)}</pre>\n{network_svg(graph, title)}</html>\n"
    )
