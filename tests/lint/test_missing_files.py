"""A program holds as it stands: what it does without files that it does not bring is what it does."""

from __future__ import annotations

import pytest

from shapelint.lint.one_file import check_source

FALLBACK = """
import os
from pathlib import Path
import numpy as np
import torch
from torch import nn


def load(path="rows.csv"):
    {how}


def main():
    rows = load()
    net = nn.Linear(rows.shape[1], 4)
    print(net(torch.from_numpy(rows){cast}).shape)


if __name__ == "__main__":
    main()
"""
HOW = [
    """if os.path.exists(path):
        return np.load(path)
    return np.random.rand(100, 12)""",
    """return np.load(path) if Path(path).is_file() else np.random.rand(100, 12)""",
    """if not Path(path).exists():
        rows = np.random.rand(100, 12)
    else:
        rows = np.load(path)
    return rows""",
]


@pytest.mark.parametrize("how", HOW)
def test_what_it_does_without_its_files_is_told(how: str) -> None:
    text = FALLBACK.replace("{how}", how)
    (finding,) = check_source(text.replace("{cast}", ""))
    assert finding.name == "dtype-mismatch"
    assert "taken as missing" in [one.message for one in finding.related]
    assert check_source(text.replace("{cast}", ".float()")) == []


@pytest.mark.parametrize(
    "how",
    [
        """if os.path.exists(path):
        return np.random.rand(100, 12)
    return np.load(path)""",
        """if len(os.listdir(path)) > 2:
        return np.load(path)
    return np.random.rand(100, 12)""",
    ],
)
def test_what_it_does_with_a_file_alone_is_not(how: str) -> None:
    assert check_source(FALLBACK.replace("{how}", how).replace("{cast}", "")) == []


def test_what_is_no_program_is_used_with_other_files() -> None:
    text = FALLBACK.replace("{how}", HOW[0]).replace("{cast}", "").partition("\n\nif __name__")[0]
    assert check_source(text) == []


def test_a_file_that_was_missing_may_be_there_later() -> None:
    text = """
import os
import torch
from torch import nn

net = nn.Linear(4, 2)
if not os.path.exists("rows.pt"):
    download("rows.pt")
if os.path.exists("rows.pt"):
    rows = torch.rand(3, {width})
else:
    rows = torch.rand(3, 4)
net(rows)
"""
    assert check_source(text.replace("{width}", "5")) == []
    assert check_source(text.replace("{width}", "4")) == []


def test_a_program_that_ends_without_its_files_is_examined_with_them() -> None:
    text = """
import os
import sys
import torch
from torch import nn


def main():
    if not os.path.exists("rows.pt"):
        print("fetch it first")
        {end}
    print(nn.Linear(4, 2)(torch.rand(3, 5)))


main()
"""
    for end in ("return", "sys.exit(1)", "raise FileNotFoundError"):
        (finding,) = check_source(text.replace("{end}", end))
        assert finding.name == "feature-mismatch"


def test_nothing_is_said_of_what_was_to_be_read() -> None:
    rows = """
import os
import torch

rows = []
if os.path.exists("rows.txt"):
    for line in open("rows.txt"):
        rows.append(torch.tensor([float(one) for one in line.split()]))
print(torch.stack(rows))
"""
    words = """
import json
import os
import torch
from torch import nn

words = {}
if os.path.exists("words.json"):
    with open("words.json") as file:
        words = json.load(file)
print(nn.Linear(len(words), 8)(torch.rand(2, 5)))
"""
    assert check_source(rows) == [] == check_source(words)
