"""GitLab's code quality report."""

from __future__ import annotations

import json

from shapelint.report.findings import Report
from shapelint.report.render.context import Context
from shapelint.report.render.rows import rows


def render(report: Report, context: Context) -> str:
    issues = [
        {
            "description": f"{row['code']} {row['name']}: {row['message']}",
            "check_name": row["code"],
            "fingerprint": row["fingerprint"],
            "severity": "major" if row["severity"] == "error" else "minor",
            "location": {
                "path": row["filename"],
                "positions": {
                    "begin": {"line": row["location"]["row"], "column": row["location"]["column"]},
                    "end": {"line": row["end_location"]["row"], "column": row["end_location"]["column"]},
                },
            },
        }
        for row in rows(report, context)
    ]
    return json.dumps(issues, indent=2) + "\n"
