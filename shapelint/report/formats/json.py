"""A JSON array with one object for each finding."""

from __future__ import annotations

import json

from shapelint.report.findings import Report
from shapelint.report.render.context import Context
from shapelint.report.render.rows import rows

CELLS = True


def render(report: Report, context: Context) -> str:
    return json.dumps(rows(report, context), indent=2) + "\n"
