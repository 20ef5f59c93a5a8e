"""What is found, and what is not, behind the options that a collections.ChainMap holds."""

from __future__ import annotations

import pytest

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text

NET = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Conv2d(3, width, 3)
        self.second = nn.Conv2d(32, 8, 3)

    def forward(self, x):
        return self.second(self.first(x))


"""
CASES = {
    "chain-of-the-second": (
        "from collections import ChainMap\nNet(ChainMap({}, {'width': 64})['width'])(torch.zeros(1, 3, 8, 8))", True,
    ),
    "chain-of-the-first": (
        "from collections import ChainMap\n"
        "Net(ChainMap({'width': 32}, {'width': 64})['width'])(torch.zeros(1, 3, 8, 8))", False,
    ),
    "chain-that-others-had": (
        "import somelib\nfrom collections import ChainMap\noptions = ChainMap({'width': 64})\nsomelib.update(options)\n"
        "Net(options['width'])(torch.zeros(1, 3, 8, 8))", False,
    ),
    "chain-of-something-unknown": (
        "import somelib\nfrom collections import ChainMap\noptions = ChainMap(somelib.options(), {'width': 64})\n"
        "Net(options['width'])(torch.zeros(1, 3, 8, 8))", False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_an_error_is_found_where_the_option_is_known(name: str) -> None:
    program, wrong = CASES[name]
    report = check_text(NET + program + "\n", "program.py", Config())
    assert ([finding.name for finding in report.findings], report.failures) == (["channel-mismatch"] * wrong, [])
