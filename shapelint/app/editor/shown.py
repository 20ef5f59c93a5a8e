"""What was found and is known, as the protocol has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lsprotocol import types
from pygls import uris
from pygls.workspace import PositionCodec

from shapelint.app.editor.analysis import Analysis
from shapelint.app.editor.documents import Program, to_range
from shapelint.app.editor.settings import InlayHints
from shapelint.layers.editing.hints import CALL
from shapelint.layers.editing.outline import Symbol
from shapelint.report.findings import Finding
from shapelint.report.render.sanitize import sanitize
from shapelint.source.span import Span
from shapelint.version import rule_url

Lines = Callable[[str], "tuple[str, list[str]]"]
"""Of another file: its URI, and its lines as the editor has them."""

UNUSED = "SHP901"


def diagnostics(
    program: Program, findings: Sequence[Finding], related: bool, lines: Lines
) -> dict[str, list[types.Diagnostic]]:
    """For each document of the program."""
    made: dict[str, list[types.Diagnostic]] = {one.uri: [] for one in program.documents}
    for finding in findings:
        uri, where = program.range(finding.span)
        made[uri].append(diagnostic(program, finding, where, related, lines))
    return made


def diagnostic(program: Program, finding: Finding, where: types.Range, related: bool, lines: Lines) -> types.Diagnostic:
    message = f"{finding.name}: {finding.message}"
    if finding.help:
        message += f" (help: {finding.help})"
    is_error = finding.severity == "error"
    others = [_related(program, other.span, other.message, lines) for other in finding.related] if related else []
    return types.Diagnostic(
        range=where,
        message=sanitize(message),
        severity=types.DiagnosticSeverity.Error if is_error else types.DiagnosticSeverity.Warning,
        code=finding.code,
        code_description=types.CodeDescription(rule_url(finding.name)),
        source="shapelint",
        tags=[types.DiagnosticTag.Unnecessary] if finding.code == UNUSED else None,
        related_information=others or None,
        data={"rule": finding.name, "expected": finding.expected, "actual": finding.actual},
    )


def _related(program: Program, span: Span, message: str, lines: Lines) -> types.DiagnosticRelatedInformation:
    if span.filename == program.path:
        uri, where = program.range(span)
    else:
        uri, rows = lines(span.filename)
        where = to_range(span.start, span.end, program.codec, rows)
    return types.DiagnosticRelatedInformation(types.Location(uri, where), sanitize(message))


def file_diagnostics(
    path: str, findings: Sequence[Finding], codec: PositionCodec, lines: Lines
) -> list[types.Diagnostic]:
    """Of a file that is not open."""
    _, rows = lines(path)
    program = Program(uris.from_fs_path(path) or path, path, "", [], codec)
    return [
        diagnostic(program, one, to_range(one.span.start, one.span.end, codec, rows), False, lines) for one in findings
    ]


def hints(
    program: Program, analysis: Analysis, uri: str, within: types.Range, mode: InlayHints
) -> list[types.InlayHint]:
    made = []
    for hint in analysis.hints if mode != "off" else ():
        if hint.kind == CALL and mode != "all":
            continue
        document, position = program.position(hint.row, hint.column)
        if document == uri and within.start.line <= position.line <= within.end.line:
            is_call = hint.kind == CALL
            made.append(
                types.InlayHint(
                    position,
                    sanitize(hint.text if is_call else f": {hint.text}"),
                    kind=types.InlayHintKind.Type,
                    tooltip="\n".join(map(sanitize, hint.more)) if hint.more else None,
                    padding_left=is_call or None,
                )
            )
    return made


def symbols(
    program: Program, found: Sequence[Symbol], uri: str, inside_class: bool = False
) -> list[types.DocumentSymbol]:
    kinds = types.SymbolKind
    made = []
    for one in found:
        document, whole = program.range(one.span)
        if document == uri:
            kind = kinds.Class if one.kind == "class" else kinds.Method if inside_class else kinds.Function
            inner = symbols(program, one.children, uri, one.kind == "class")
            _, name = program.range(one.name_span)
            made.append(types.DocumentSymbol(one.name, kind, whole, name, sanitize(one.detail) or None, children=inner))
    return made


def lenses(program: Program, analysis: Analysis, uri: str) -> list[types.CodeLens]:
    made = []
    for lens in analysis.lenses:
        document, position = program.position(lens.row, 1)
        if document == uri:
            words = "trace with " + " and ".join(lens.inputs)
            command = types.Command(
                sanitize(words), "shapelint.trace", arguments=[program.uri, lens.name, list(lens.inputs)]
            )
            made.append(types.CodeLens(types.Range(position, position), command))
    return made
