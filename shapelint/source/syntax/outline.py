"""What a file defines, leaving out what its functions say.

Its top level and its classes with their values, bases and decorators, and of each function the name, the parameters and
the decorators. Two texts of one outline are the same to all who do not look into the file (`looks.py`).
"""

from __future__ import annotations

from shapelint.source.files import digest_of
from shapelint.source.syntax.file import SourceFile, SourceSyntaxError, TooNested


def outline(file: SourceFile | None) -> str:
    """A digest of a file's outline, "" where there is none."""
    if file is None:
        return ""
    told = [(one.kind, one.qualname, [child.number for child in one.children]) for one in file.definitions]
    bases = [(one.name, one.bases, one.methods) for one in file.classes()]
    bodies = [one.body() for one in file.definitions if one.kind != "function"]
    try:
        return digest_of(repr((file.is_script, told, bases, bodies)).encode(errors="surrogatepass"))
    except RecursionError:
        return ""


def outline_of(path: str, text: str) -> str:
    """The outline of a text, "" where it is not Python."""
    try:
        return outline(SourceFile(path, text))
    except (SourceSyntaxError, TooNested):
        return ""
