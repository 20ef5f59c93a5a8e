"""A name for a finding that survives other edits.

It stays the same when lines above it come and go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b

from shapelint.report.findings import Finding
from shapelint.report.render.context import Context


def fingerprints(findings: Iterable[Finding], context: Context) -> list[str]:
    """A fingerprint for each finding.

    A hash of its code, its file, the text of its line, and its number among the findings that share these.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    result = []
    for finding in findings:
        filename = finding.span.filename
        key = (finding.code, filename.replace("\\", "/"), context.line(filename, finding.span.start.row).strip())
        text = "\0".join((*key, str(seen[key])))
        seen[key] += 1
        result.append(blake2b(text.encode("utf-8", "backslashreplace"), digest_size=16).hexdigest())
    return result
