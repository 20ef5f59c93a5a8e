"""What is found, and what is not, behind widths that are computed with fractions.Fraction."""

from __future__ import annotations

import pytest

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text

HEAD = "import json\nfrom fractions import Fraction\n\nimport torch\nfrom torch import nn\n\n"


@pytest.mark.parametrize(
    ("ratio", "wrong"),
    [
        ("Fraction(1, 2)", False),
        ("Fraction(3, 4)", True),
        ("Fraction(json.load(open('ratio.json')))", False),
        ("Fraction(3, 4) ** 100_000_000", False),
        ("Fraction('9' * 1000)", False),
    ],
)
def test_an_error_is_found_where_the_ratio_is_known(ratio: str, wrong: bool) -> None:
    net = f"net = nn.Sequential(nn.Conv2d(3, int(64 * ({ratio})), 3), nn.Conv2d(32, 8, 3))\n"
    report = check_text(HEAD + net + "net(torch.zeros(1, 3, 8, 8))\n", "program.py", Config())
    assert ([finding.name for finding in report.findings], report.failures) == (["channel-mismatch"] * wrong, [])
