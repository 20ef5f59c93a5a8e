"""The formats, on hand-made reports."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from reports import HOSTILE_NAME, SOURCE, context, finding, hostile, report, span

from shapelint.report.findings import Fix, Related, Report
from shapelint.report.render import catalog
from shapelint.report.render.fingerprint import fingerprints
from shapelint.report.render.sanitize import sanitize
from shapelint.source.span import Edit

NAMES = ["concise", "full", "github", "gitlab", "json", "json-lines", "junit", "rdjson", "sarif"]


def render(name: str, made: Report, **changes: object) -> str:
    texts = changes.pop("texts", None)
    return catalog.renderer(name)(made, context(texts, **changes))  # type: ignore[arg-type]


def test_there_is_a_format_for_every_file_of_the_folder() -> None:
    assert catalog.names() == NAMES


# --- for people ---------------------------------------------------------------------------------------------------


def test_full_shows_the_source_both_places_the_help_and_the_fix() -> None:
    assert render("full", report(finding())) == (
        """\
net.py:8:32: SHP101 channel-mismatch: [*] conv2 takes 32 channels, it is given Nx64x26x26
  |
7 |         self.conv1 = nn.Conv2d(3, 64, 3)
  |                                   -- 64 channels come from here
8 |         self.conv2 = nn.Conv2d(32, 64, 3)
  |                                ^^ takes 32
  |
  = help: write nn.Conv2d(64, 64, 3)
  = fix: take the 64 channels there are
8 -         self.conv2 = nn.Conv2d(32, 64, 3)
8 +         self.conv2 = nn.Conv2d(64, 64, 3)
  = confirmed by torch 2.13.0

Found 1 error in 1 file (1 fixable with --fix).
Checked 1 file, 3 modules, 8 operations; the shapes of 87 % are known.
"""
    )


def test_places_far_away_and_in_other_files_get_their_own_piece_of_source() -> None:
    far = Related(span(1, 8, 16), "imported here")
    other = Related(span(1, 1, 4, "use.py"), "called here")
    text = render(
        "full", report(finding(related=(far, other), fix=None)), texts={"net.py": SOURCE, "use.py": "Net()\n"}
    )
    assert text.splitlines()[1:13] == [
        "  |",
        "1 | import torch.nn as nn",
        "  |        -------- imported here",
        "...",
        "8 |         self.conv2 = nn.Conv2d(32, 64, 3)",
        "  |                                ^^ takes 32",
        "  |",
        " ::: use.py:1:1",
        "  |",
        "1 | Net()",
        "  | --- called here",
        "  |",
    ]


def test_a_span_of_several_rows_is_marked_in_each_and_a_high_one_is_shortened() -> None:
    whole = finding(span=span(4, 1, 40, end_row=11), related=(), fix=None, label="all of it")
    rows = [line for line in render("full", report(whole)).splitlines() if re.match(r" *\d+ \|", line)]
    assert [row.split()[0] for row in rows] == ["4", "5", "6", "7", "11"]
    marks = [line for line in render("full", report(whole)).splitlines() if "^" in line]
    assert marks[-1] == "   |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ all of it"


@pytest.mark.parametrize(
    ("line", "columns", "shown", "marks"),
    [
        ("x\t= f(y)", (5, 6), "x   = f(y)", "      ^"),  # a tab reaches to the next fourth column
        ("名前 = f(y)", (6, 7), "名前 = f(y)", "       ^"),  # wide characters take two columns
        ("e\u0301 = f(y)", (6, 7), "e\u0301 = f(y)", "    ^"),  # combining ones none
        ("x = '\x1b[1m'", (5, 11), "x = '\\x1b[1m'", "    ^^^^^^^^^"),
    ],
)
def test_marks_stand_under_what_they_mean(line: str, columns: tuple[int, int], shown: str, marks: str) -> None:
    made = report(finding(span=span(1, *columns), related=(), fix=None, label=""))
    lines = render("full", made, texts={"net.py": line}).splitlines()
    assert lines[2] == f"1 | {shown}"
    assert lines[3] == f"  | {marks}"


def test_of_a_very_long_line_the_part_around_the_mark_is_shown() -> None:
    line = "x = [" + "0, " * 1000 + "nn.Conv2d(3, 64)]"
    start = line.index("3, 64") + 1
    made = report(finding(span=span(1, start, start + 1), related=(), fix=None, label="this"))
    shown, marks = render("full", made, texts={"net.py": line}).splitlines()[2:4]
    assert len(shown) < 180
    assert shown[marks.index("^")] == "3"
    assert marks.endswith("^ this")


def test_a_file_that_is_gone_has_no_source_but_its_findings_are_shown() -> None:
    text = render("full", report(finding()), texts={})
    assert "net.py:8:32: SHP101" in text
    assert "net.py:7:35: 64 channels come from here" in text


def test_colour_only_when_asked() -> None:
    plain, coloured = render("full", report(finding())), render("full", report(finding()), color=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain != coloured


def test_concise_is_a_line_each() -> None:
    warning = finding(code="SHP301", name="pad-order", severity="warning", fix=None, message="top stands first")
    assert render("concise", report(finding(), warning)).splitlines() == [
        "net.py:8:32: SHP101 channel-mismatch: [*] conv2 takes 32 channels, it is given Nx64x26x26",
        "net.py:8:32: SHP301 pad-order: top stands first",
        "Found 1 error and 1 warning in 1 file (1 fixable with --fix).",
        "Checked 1 file, 3 modules, 8 operations; the shapes of 87 % are known.",
    ]


def test_without_findings_the_last_line_says_what_the_silence_is_worth() -> None:
    assert render("full", report()).splitlines() == [
        "No shape bugs found.",
        "Checked 1 file, 3 modules, 8 operations; the shapes of 87 % are known.",
    ]


# --- for programs -------------------------------------------------------------------------------------------------


def test_json_has_ruffs_names_and_ours() -> None:
    rows = json.loads(render("json", report(finding())))
    fingerprint = rows[0].pop("fingerprint")
    assert re.fullmatch("[0-9a-f]{32}", fingerprint)
    place = {"filename": "net.py", "location": {"row": 8, "column": 32}, "end_location": {"row": 8, "column": 34}}
    assert rows == [
        {
            "code": "SHP101",
            "name": "channel-mismatch",
            "message": "conv2 takes 32 channels, it is given Nx64x26x26",
            "severity": "error",
            **place,
            "help": "write nn.Conv2d(64, 64, 3)",
            "fix": {
                "applicability": "safe",
                "message": "take the 64 channels there are",
                "edits": [{"content": "64", **place}],
            },
            "url": "https://shapelint.readthedocs.io/en/latest/rules/channel-mismatch/",
            "related": [
                {
                    "filename": "net.py",
                    "location": {"row": 7, "column": 35},
                    "end_location": {"row": 7, "column": 37},
                    "message": "64 channels come from here",
                }
            ],
            "expected": "32",
            "actual": "64",
            "confirmed": "torch 2.13.0",
        }
    ]


def test_json_lines_are_the_same_rows() -> None:
    made = report(finding(), finding(fix=None))
    lines = render("json-lines", made).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(render("json", made))


def test_github_quotes_what_separates() -> None:
    made = report(finding(span=span(8, 32, 34, "a,b:c%.py"), message="50%: a, b", help=""))
    assert render("github", made) == (
        "::error title=shapelint (SHP101),file=a%2Cb%3Ac%25.py,line=8,col=32,endLine=8,endColumn=34"
        "::a,b:c%25.py:8:32: SHP101 channel-mismatch: 50%25: a, b\n"
    )


def test_github_tells_of_files_that_failed() -> None:
    assert render("github", report(failures=[("a.py", "Permission denied")])) == (
        "::error title=shapelint,file=a.py::Permission denied\n"
    )


def test_gitlab_has_the_fields_it_demands_and_unique_fingerprints() -> None:
    issues = json.loads(render("gitlab", report(finding(), finding(), finding(severity="warning"))))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert [issue["severity"] for issue in issues] == ["major", "major", "minor"]
    assert issues[0]["location"] == {
        "path": "net.py",
        "positions": {"begin": {"line": 8, "column": 32}, "end": {"line": 8, "column": 34}},
    }


def test_rdjson_columns_are_bytes() -> None:
    made = report(finding(span=span(1, 6, 7), related=(), fix=Fix("x", (Edit(span(1, 6, 7), "z"),))))
    result = json.loads(render("rdjson", made, texts={"net.py": "é名 = y"}))
    wanted = {"start": {"line": 1, "column": 9}, "end": {"line": 1, "column": 10}}
    assert result["diagnostics"][0]["location"] == {"path": "net.py", "range": wanted}
    assert result["diagnostics"][0]["suggestions"] == [{"range": wanted, "text": "z"}]
    assert result["severity"] == "ERROR"


def test_junit_counts_and_places() -> None:
    other = finding(span=span(2, 1, 2, "b.py"))
    root = ElementTree.fromstring(render("junit", report(finding(), finding(), other, failures=[("c.py", "gone")])))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("4", "3", "1")
    assert [(s.get("name"), s.get("tests")) for s in root] == [("net.py", "2"), ("b.py", "1"), ("c.py", "1")]
    case = root[0][0]
    assert (case.get("classname"), case.get("line"), case.get("column")) == ("net.py", "8", "32")
    assert [child.tag for child in case] == ["failure"]


def test_junit_of_a_clean_run_has_a_case_that_passed() -> None:
    root = ElementTree.fromstring(render("junit", report()))
    assert root.get("tests") == "1"
    assert len(root[0][0]) == 0


# The parts of the SARIF 2.1.0 schema that what we write falls under, written down from the standard's sections: no
# package carries the schema itself.
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
_ARTIFACT = {
    "type": "object",
    "required": ["uri"],
    "properties": {"uri": {"type": "string", "pattern": r"^[!-~]+$"}, "uriBaseId": {"enum": ["SRCROOT"]}},
    "additionalProperties": False,
}
_REGION = {
    "type": "object",
    "required": ["startLine"],
    "properties": {
        name: {"type": "integer", "minimum": 1} for name in ("startLine", "startColumn", "endLine", "endColumn")
    },
    "additionalProperties": False,
}
_PLACE = {
    "type": "object",
    "properties": {
        "id": {"type": "integer", "minimum": -1},
        "message": _TEXT,
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation"],
            "properties": {"artifactLocation": _ARTIFACT, "region": _REGION},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
_LEVEL = {"enum": ["none", "note", "warning", "error"]}
_RESULT = {
    "type": "object",
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": _LEVEL,
        "message": _TEXT,
        "locations": {"type": "array", "items": _PLACE},
        "relatedLocations": {"type": "array", "uniqueItems": True, "items": _PLACE},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "properties": {"type": "object"},
        "suppressions": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["kind"],
                "properties": {"kind": {"enum": ["inSource", "external"]}, "justification": {"type": "string"}},
                "additionalProperties": False,
            },
        },
        "fixes": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "required": ["artifactChanges"],
                "properties": {
                    "description": _TEXT,
                    "artifactChanges": {
                        "type": "array",
                        "minItems": 1,
                        "items": {
                            "type": "object",
                            "required": ["artifactLocation", "replacements"],
                            "properties": {
                                "artifactLocation": _ARTIFACT,
                                "replacements": {
                                    "type": "array",
                                    "minItems": 1,
                                    "items": {
                                        "type": "object",
                                        "required": ["deletedRegion"],
                                        "properties": {"deletedRegion": _REGION, "insertedContent": _TEXT},
                                        "additionalProperties": False,
                                    },
                                },
                            },
                            "additionalProperties": False,
                        },
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
_RULE = {
    "type": "object",
    "required": ["id"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "shortDescription": _TEXT,
        "fullDescription": _TEXT,
        "help": _TEXT,
        "defaultConfiguration": {
            "type": "object",
            "properties": {"level": _LEVEL, "enabled": {"type": "boolean"}},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
_SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "$schema": {"type": "string"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["tool"],
                "properties": {
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name"],
                                "properties": {
                                    "name": {"type": "string"},
                                    "version": {"type": "string"},
                                    "rules": {"type": "array", "uniqueItems": True, "items": _RULE},
                                },
                                "additionalProperties": False,
                            }
                        },
                        "additionalProperties": False,
                    },
                    "originalUriBaseIds": {
                        "type": "object",
                        "additionalProperties": {
                            "type": "object",
                            "properties": {"uri": {"type": "string", "pattern": "^file:///.*/$"}},
                            "additionalProperties": False,
                        },
                    },
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "invocations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["executionSuccessful"],
                            "properties": {
                                "executionSuccessful": {"type": "boolean"},
                                "toolExecutionNotifications": {
                                    "type": "array",
                                    "items": {
                                        "type": "object",
                                        "required": ["message"],
                                        "properties": {
                                            "message": _TEXT,
                                            "level": _LEVEL,
                                            "locations": {"type": "array", "uniqueItems": True, "items": _PLACE},
                                        },
                                        "additionalProperties": False,
                                    },
                                },
                            },
                            "additionalProperties": False,
                        },
                    },
                    "results": {"type": "array", "items": _RESULT},
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}


def validated(text: str) -> dict[str, object]:
    import jsonschema

    document = json.loads(text)
    jsonschema.Draft7Validator(_SARIF).validate(document)
    run: dict[str, object] = document["runs"][0]
    return run


def test_sarif_has_the_structure_of_the_standard() -> None:
    silenced = finding(span=span(7, 32, 33), fix=None)
    made = report(finding(), failures=[("a b.py", "gone")], notes=["a note"], suppressed=[(silenced, "known")])
    run = validated(render("sarif", made))
    first, second = run["results"]  # type: ignore[misc]
    assert (first["ruleId"], first["ruleIndex"], "suppressions" in first) == ("SHP101", 0, False)
    assert first["relatedLocations"][0]["message"] == {"text": "64 channels come from here"}
    assert second["suppressions"] == [{"kind": "inSource", "justification": "known"}]
    assert run["invocations"] == [
        {
            "executionSuccessful": False,
            "toolExecutionNotifications": [
                {
                    "level": "error",
                    "message": {"text": "gone"},
                    "locations": [
                        {"physicalLocation": {"artifactLocation": {"uri": "a%20b.py", "uriBaseId": "SRCROOT"}}}
                    ],
                },
                {"level": "note", "message": {"text": "a note"}},
            ],
        }
    ]


def test_sarif_of_a_hostile_tree_is_still_sarif() -> None:
    made, surroundings = hostile()
    run = validated(catalog.renderer("sarif")(made, surroundings))
    place = run["results"][0]["locations"][0]["physicalLocation"]  # type: ignore[index]
    assert place["artifactLocation"]["uri"] == "a%0A%3A%3Aerror%3A%3Ab%1B%5B31m%E2%80%AE%FF.py"


# --- what somebody else wrote -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_nothing_of_the_checked_tree_acts_on_the_reader(name: str) -> None:
    made, surroundings = hostile()
    text = catalog.renderer(name)(made, surroundings)
    text.encode("utf-8")  # no lone surrogate is left
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]", text)
    # Only the format that is meant to speak to GitHub does: once for the finding, once for the failure.
    assert sum(line.startswith("::") for line in text.split("\n")) == (2 if name == "github" else 0)
    if name in ("json", "gitlab", "rdjson", "sarif"):
        json.loads(text)
    if name == "json-lines":
        assert len([json.loads(line) for line in text.splitlines()]) == 1
    if name == "junit":
        ElementTree.fromstring(text)
    if name in catalog.FOR_PEOPLE:
        assert "[/x] [batch]" in text  # and nothing of it is lost


def test_json_keeps_the_content_of_a_fix_exact() -> None:
    edit = Edit(span(8, 32, 34), "a\tb\nc\u2028")
    row = json.loads(render("json", report(finding(fix=Fix("x", (edit,))))))[0]
    assert row["fix"]["edits"][0]["content"] == "a\tb\nc\u2028"


def test_sanitize_says_what_was_there() -> None:
    assert sanitize("a\n\x1b\u202e\udcff\ud800é名") == "a\\n\\x1b\\u202e\\xff\\ud800é名"
    assert sanitize(HOSTILE_NAME) == "a\\n::error::b\\x1b[31m\\u202e\\xff.py"


# --- fingerprints -------------------------------------------------------------------------------------------------


def test_a_fingerprint_survives_lines_above_and_differs_between_twins() -> None:
    moved = {"net.py": "# one more line\n\n" + SOURCE.replace("        self.conv2", "    self.conv2")}
    before = fingerprints([finding(), finding()], context())
    after = fingerprints([finding(span=span(10, 28, 30))], context(moved))
    assert before[0] != before[1]
    assert after == before[:1]
    assert fingerprints([finding(code="SHP301")], context()) != before[:1]
    assert fingerprints([finding(span=span(7, 28, 30))], context()) != before[:1]
