"""Every fix that the test programs get, verified by torch: the mended program runs and gives the shape that was meant,
nothing new is found in it, and a second run changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from markers import expected
from test_pairs_torch import execute, stand_ins
from test_silent_torch import unmarked

from shapelint.lint.one_file import check_source
from shapelint.report.fix import plan

torch = pytest.importorskip("torch")

WHOLE = Path(__file__).parent
SILENT = WHOLE / "silent"
__all__ = ["stand_ins"]  # a fixture

OTHER_TWINS = {"pad_order/causal_in_time", "not_same/valid_head_on_purpose"}
"""Pairs whose twin is no mended program, but another that looks like it."""


WITHOUT_FIX = {"not_same/keras_model_of_the_file"}
"""Pairs whose padding belongs before the call of the layer, where no edit of the layer puts it."""


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def mended(text: str, name: str, unsafe: bool) -> str:
    """The text with the fixes in it; it must be found right then, and stay as it is in a second run."""
    findings = check_source(text, name)
    assert [finding for finding in findings if finding.fix is not None]
    after = plan(findings, lambda _: text, unsafe=unsafe).texts[name]
    left = check_source(after, name)
    assert {(one.code, one.message) for one in left} < {(one.code, one.message) for one in findings} or not left
    assert plan(left, lambda _: after, unsafe=unsafe).texts == {}
    return after


def run(text: str) -> dict[str, Any]:
    torch.manual_seed(0)
    scope: dict[str, Any] = {"__name__": "mended"}
    exec(compile(text, "<mended>", "exec", dont_inherit=True), scope)
    return scope


def silent() -> list[str]:
    return sorted(
        f"{topic}/{p.name[: -len('_bug.py')]}"
        for topic in ("pad_order", "not_same")
        for p in (SILENT / topic).glob("*_bug.py")
        if f"{topic}/{p.name[: -len('_bug.py')]}" not in WITHOUT_FIX
    )


@pytest.mark.parametrize("name", silent())
def test_a_mended_program_does_what_its_twin_does(name: str) -> None:
    text = unmarked((SILENT / f"{name}_bug.py").read_text(encoding="utf-8"))
    after = mended(text, name, unsafe=True)
    assert check_source(after, name) == []
    assert run(after)["claim"]() is False, "the mistake must be gone"
    if name not in OTHER_TWINS:
        twin = (SILENT / f"{name}_ok.py").read_text(encoding="utf-8")
        scope = run(after)
        exec(compile(twin[twin.index("def claim()") :], "<twin>", "exec", dont_inherit=True), scope)
        assert scope["claim"]() is True, "what was meant must hold"


@pytest.mark.parametrize("name", silent())
def test_a_fix_leaves_the_other_lines_alone(name: str) -> None:
    text = unmarked((SILENT / f"{name}_bug.py").read_text(encoding="utf-8"))
    after = mended(text, name, unsafe=True)
    before_lines, after_lines = text.split("\n"), after.split("\n")
    assert len(before_lines) == len(after_lines)
    assert 1 <= sum(old != new for old, new in zip(before_lines, after_lines, strict=True)) <= 2


PROGRAMS = {
    "channels": ("nn.Sequential(nn.Conv2d(3, 16, 3), nn.Conv2d(8, 32, 3))", "1, 3, 32, 32", (1, 32, 28, 28)),
    "features": ("nn.Sequential(nn.Conv2d(1, 8, 3), nn.Flatten(), nn.Linear(400, 10))", "1, 1, 12, 12", (1, 10)),
    "product": ("nn.Sequential(nn.Conv2d(1, 8, 3), nn.Flatten(), nn.Linear(8 * 12 * 12, 10))", "1, 1, 12, 12", (1, 10)),
    "norm": ("nn.Sequential(nn.Conv2d(3, 16, 3), nn.BatchNorm2d(32))", "2, 3, 8, 8", (2, 16, 6, 6)),
    "instance": ("nn.Sequential(nn.Conv2d(3, 16, 3), nn.InstanceNorm2d(8, affine=True))", "2, 3, 8, 8", (2, 16, 6, 6)),
    "pool": ("nn.MaxPool2d(3, stride=2, padding=2)", "1, 3, 9, 9", (1, 3, 5, 5)),
    "keyword": (
        "nn.Sequential(nn.Conv1d(4, 6, 3), nn.Conv1d(in_channels=5, out_channels=7, kernel_size=3))",
        "1, 4, 9",
        (1, 7, 5),
    ),
}


@pytest.mark.parametrize("name", PROGRAMS)
def test_the_number_that_fits(name: str) -> None:
    net, size, shape = PROGRAMS[name]
    text = f"import torch\nfrom torch import nn\n\nnet = {net}\ny = net(torch.randn({size}))\n"
    with pytest.raises((RuntimeError, ValueError)):
        run(text)
    after = mended(text, name, unsafe=False)
    assert check_source(after, name) == []
    assert tuple(run(after)["y"].shape) == shape


def test_a_product_stays_a_product() -> None:
    net, size, _ = PROGRAMS["product"]
    text = f"import torch\nfrom torch import nn\n\nnet = {net}\ny = net(torch.randn({size}))\n"
    assert "nn.Linear(8 * 10 * 10, 10)" in mended(text, "product.py", unsafe=False)


def test_no_number_fits_two_calls() -> None:
    text = "import torch\nfrom torch import nn\n\nfc = nn.Linear(7, 2)\nfc(torch.randn(1, 5))\nfc(torch.randn(1, 6))\n"
    assert all(finding.fix is None for finding in check_source(text))


def test_what_may_be_wrong_with_the_input_is_not_mended_in_the_layer_by_itself() -> None:
    text = "import torch\nfrom torch import nn\n\nconv = nn.Conv2d(3, 8, 3)\nconv(torch.randn(1, 32, 32, 3))\n"
    assert all(finding.fix is None or not finding.fix.safe for finding in check_source(text))


def of_fixed_rules() -> list[str]:
    found = []
    for path in sorted((WHOLE / "pairs").rglob("*_bug.py")):
        rules = set(expected(path).marked.values())
        if rules & {"channel-mismatch", "feature-mismatch", "norm-mismatch", "pool-padding"}:
            found.append(path.relative_to(WHOLE / "pairs").as_posix()[: -len("_bug.py")])
    return found


@pytest.mark.usefixtures("stand_ins")
@pytest.mark.parametrize(("unsafe", "least"), [(False, 15), (True, 33)])
def test_fixes_of_programs_that_crash_let_them_run(tmp_path: Path, unsafe: bool, least: int) -> None:
    ran = 0
    for name in of_fixed_rules():
        marked = (WHOLE / "pairs" / f"{name}_bug.py").read_text(encoding="utf-8")
        text = re.sub(r"\s*# (?:error: \[[a-z-]+\]|related.*)$", "", marked, flags=re.MULTILINE)
        if not any(one.fix is not None and (one.fix.safe or unsafe) for one in check_source(text, name)):
            continue
        after = mended(text, name, unsafe=unsafe)
        assert check_source(after, name) == [], name
        program = tmp_path / "mended.py"
        program.write_text(after, encoding="utf-8")
        execute(program, name)
        ran += 1
    assert ran >= least
