"""Drawings as SVG.

One file that needs nothing else, light or dark as the reader has it, the same bytes each time.
"""

from __future__ import annotations

from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = 'data-made-by="shapelint"'
"""What tells our files from others."""

STYLE = """
.back{fill:#fff}.input{fill:#dbeafe;stroke:#5b7aa8}.padding{fill:#f3f4f6;stroke:#9ca3af}.cut{fill:#f3f4f6;stroke:#9ca3af}
.unread{fill:#fecaca;stroke:#b91c1c}.window{fill:#2563eb}.reach{fill:#93b4f0}.first{fill:none;stroke:#2563eb;stroke-width:2.5}
text{fill:#111827;font:12px ui-monospace,Menlo,Consolas,monospace}.small{font-size:10px}.faint{fill:#6b7280}
.loud{fill:#b91c1c}.middle{text-anchor:middle}
@media (prefers-color-scheme:dark){
.back{fill:#0f172a}.input{fill:#1e3a5f;stroke:#6b93c9}.padding{fill:#1f2937;stroke:#4b5563}.cut{fill:#1f2937;stroke:#4b5563}
.unread{fill:#5b1a1a;stroke:#f87171}.window{fill:#60a5fa}.reach{fill:#2b4a7d}.first{stroke:#93c5fd}
text{fill:#e5e7eb}.faint{fill:#9ca3af}.loud{fill:#fca5a5}}
""".strip().replace("\n", "")


class Drawing:
    """Shapes and texts on a sheet that grows with them."""

    def __init__(self, title: str, description: str) -> None:
        self.title = title
        self.description = description
        self.width = 0
        self.height = 0
        self._boxes: dict[str, list[str]] = {}
        self._texts: list[str] = []

    def box(self, kind: str, x: float, y: float, width: float, height: float) -> None:
        """Boxes of a kind are one path.

        A grid of 24x24 stays small.
        """
        self._boxes.setdefault(kind, []).append(f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z")
        self._reach(x + width, y + height)

    def text(self, x: float, y: float, words: str, kind: str = "") -> None:
        name = f' class="{kind}"' if kind else ""
        self._texts.append(f'<text x="{x:g}" y="{y:g}"{name}>{escape(words, quote=False)}</text>')
        size = 6.1 if "small" in kind else 7.4
        self._reach(x + (len(words) * size if "middle" not in kind else 0), y + 4)

    def _reach(self, x: float, y: float) -> None:
        self.width = max(self.width, int(x) + 1)
        self.height = max(self.height, int(y) + 1)

    def render(self, order: Sequence[str] = ("padding", "cut", "input", "unread", "reach", "window", "first")) -> str:
        width, height = self.width + 16, self.height + 12
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" {MARK} viewBox="0 0 {width} {height}" width="{width}" '
            f'height="{height}" role="img" aria-labelledby="title desc">',
            f'<title id="title">{escape(self.title, quote=False)}</title>',
            f'<desc id="desc">{escape(self.description, quote=False)}</desc>',
            f"<style>{STYLE}</style>",
            f'<rect class="back" width="{width}" height="{height}"/>',
        ]
        lines += [f'<path class="{kind}" d="{"".join(self._boxes[kind])}"/>' for kind in order if kind in self._boxes]
        return "\n".join([*lines, *self._texts, "</svg>"]) + "\n"


def lines_of(drawing: Drawing, x: float, y: float, words: Iterable[str], kind: str = "") -> float:
    """Lines of text, one under the other; where the next would stand."""
    for line in words:
        drawing.text(x, y, line, kind)
        y += 17
    return y
