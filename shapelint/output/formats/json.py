"""A JSON array with one object for each finding."""

from __future__ import annotations

import json

from shapelint.findings import Report
from shapelint.output.context import Context
from shapelint.output.rows import rows


def render(report: Report, context: Context) -> str:
    return json.dumps(rows(report, context), indent=2) + "\n"
