"""One JSON object a line.

For tools that read them as they come.
"""

from __future__ import annotations

import json

from shapelint.report.findings import Report
from shapelint.report.render.context import Context
from shapelint.report.render.rows import rows

CELLS = True


def render(report: Report, context: Context) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows(report, context))
