"""One JSON object a line, for tools that read them as they come."""

from __future__ import annotations

import json

from shapelint.findings import Report
from shapelint.output.context import Context
from shapelint.output.rows import rows


def render(report: Report, context: Context) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows(report, context))
