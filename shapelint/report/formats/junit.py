"""JUnit's XML, which most CI servers read.

A suite for each file, a failed case for each finding.
"""

from __future__ import annotations

from itertools import groupby
from xml.etree import ElementTree as xml

from shapelint.report.findings import Report
from shapelint.report.render.context import Context
from shapelint.report.render.sanitize import sanitize


def render(report: Report, context: Context) -> str:
    cases = len(report.findings) + len(report.failures)
    root = xml.Element(
        "testsuites",
        name="shapelint",
        tests=str(max(cases, 1)),
        failures=str(len(report.findings)),
        errors=str(len(report.failures)),
    )
    for filename, findings in groupby(report.findings, key=lambda finding: finding.span.filename):
        ours = list(findings)
        suite = _suite(root, sanitize(filename), len(ours), failures=len(ours))
        for finding in ours:
            start = finding.span.start
            case = _case(suite, f"{finding.code} {finding.name} {start.row}:{start.column}", sanitize(filename))
            case.set("line", str(start.row))
            case.set("column", str(start.column))
            message = sanitize(finding.message)
            failure = xml.SubElement(case, "failure", message=message, type=finding.severity)
            failure.text = f"{sanitize(filename)}:{start.row}:{start.column}: {finding.code} {message}"
            if finding.help:
                failure.text += f"\nhelp: {sanitize(finding.help)}"
    for filename, message in report.failures:
        suite = _suite(root, sanitize(filename), 1, errors=1)
        xml.SubElement(_case(suite, "analysis", sanitize(filename)), "error", message=sanitize(message))
    if not cases:  # an empty document counts as a broken one with some servers
        _case(_suite(root, "shapelint", 1), "no findings", "shapelint")
    xml.indent(root)
    # In ASCII, so that the document is what it says it is whatever encoding standard output has.
    text: bytes = xml.tostring(root, encoding="us-ascii")
    return text.decode("ascii") + "\n"


def _suite(root: xml.Element, name: str, tests: int, failures: int = 0, errors: int = 0) -> xml.Element:
    counts = {"tests": str(tests), "failures": str(failures), "errors": str(errors)}
    return xml.SubElement(root, "testsuite", {"name": name, **counts})


def _case(suite: xml.Element, name: str, classname: str) -> xml.Element:
    return xml.SubElement(suite, "testcase", name=name, classname=classname)
