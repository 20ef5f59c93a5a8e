"""Long files cost what their length costs, and what grows without end is not built."""

from __future__ import annotations

import random
import time

import pytest

from shapelint.interpret.values.inheritance import merged
from shapelint.lint import one_file
from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text
from shapelint.report.findings import Report

HEAD = "import torch\nfrom torch import nn\n"
LONG = {
    "classes": lambda n: "".join(
        f"class C{i}(nn.Module):\n    def forward(self, x):\n        return x.relu()\n" for i in range(n)
    ),
    "bases": lambda n: "class C0: pass\n" + "".join(f"class C{i + 1}(C{i}): pass\n" for i in range(n)),
    "comments above": lambda n: "# shapelint: ignore[SHP101] a\n" * n + "x = 1\n",
    "rules of one comment": lambda n: "x = 1  # noqa: " + ",".join(["SHP101"] * n),
}
ENDLESS = {
    "pieces": "x = torch.zeros(10**12, 3)\nfor row in x: row.view(4)\nx.unbind(0)\nx.split(1)\nx.chunk(10**12)\n",
    "sections": "x = torch.zeros(10**12, 3)\nx.tensor_split(10**11)\ntorch.zeros(0).chunk(10**12)\n",
    "a list in itself": "a = []\na.append(a)\ntorch.tensor(a)\ntorch.zeros(2)[a]\nassert a != (1, 2)\n",
    "a list twice in itself": "a = [1]\n" + "a = [a, a]\n" * 60 + "torch.tensor(a)\nassert a != [a, a]\n",
    "a dictionary twice in itself": "import copy\na = {}\n" + "a = {1: a, 2: a}\n" * 60 + "copy.deepcopy(a) == a\n",
    "a range": "torch.tensor(range(10**10))\ntorch.stack([range(10**10)])\n",
}


def checked(text: str) -> tuple[Report, float]:
    """What is found, and the seconds of the processor that it took."""
    start = time.process_time()
    report = check_text(HEAD + text, "long.py", Config(select=("ALL",)))
    assert report.failures == []
    return report, time.process_time() - start


@pytest.mark.parametrize("name", LONG)
def test_the_time_grows_with_the_length(name: str) -> None:
    checked(LONG[name](10))
    _, before = checked(LONG[name](125))
    _, after = checked(LONG[name](1000))
    assert after < 8 * 2.5 * before + 0.3


@pytest.mark.parametrize("name", ENDLESS)
def test_what_grows_without_end_is_not_built(name: str) -> None:
    later = "def later():\n    nn.Linear(12, 3)(torch.zeros(4, 10))\n"
    report, seconds = checked(later + ENDLESS[name])
    assert "feature-mismatch" in [finding.name for finding in report.findings], "the rest is still examined"
    assert seconds < 5


def test_a_file_that_takes_too_many_steps_is_not_examined_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    text = LONG["classes"](50) + "x = 1  # shapelint: ignore[SHP101]\n"
    report, _ = checked(text)
    assert ([one.code for one in report.findings], report.notes) == (["SHP901"], [])
    monkeypatch.setattr(one_file, "STEPS", 200)
    report, _ = checked(text)
    assert report.findings == [], "what was not examined may be what the comment is about"
    (note,) = report.notes
    assert note.startswith("long.py: more than 200 steps, and so what follows the class C")


@pytest.mark.parametrize("seed", range(50))
def test_bases_are_looked_through_in_the_order_that_python_has(seed: int) -> None:
    choose = random.Random(seed)
    made: list[type] = [object]
    contradict = 0
    for number in range(12):
        bases = choose.sample(made, min(len(made), choose.randint(1, 3)))
        mine = merged([base.__mro__ for base in bases])
        try:
            made.append(type(f"C{number}", tuple(bases), {}))
        except TypeError:
            contradict += 1
            assert set(mine) == {one for base in bases for one in base.__mro__} and len(set(mine)) == len(mine)
        else:
            assert tuple(mine) == made[-1].__mro__[1:]
    assert contradict < 12
