"""torch's verdict on findings, and on single operations."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from agreement import T

from shapelint.confirm import confirm
from shapelint.confirm.concrete import NotConcrete, concrete
from shapelint.confirm.confirm import confirm_findings, confirm_report
from shapelint.confirm.replay import Accepted, Inconclusive, Refused, replay
from shapelint.lint.check import check_files
from shapelint.lint.config import Config
from shapelint.lint.one_file import check_text
from shapelint.ops.core.catalog import operations
from shapelint.ops.core.need import Requirement
from shapelint.ops.core.trace import Event
from shapelint.report.findings import Finding
from shapelint.sizes.facts import Facts, Verdict
from shapelint.sizes.tensors import Tensor, Unknown, unknown_tensor
from shapelint.source.place import Place
from shapelint.source.span import Location, Span

torch = pytest.importorskip("torch")

WRONG = """
import torch
from torch import nn


class Net(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.first = nn.Conv2d(3, width, 3)
        self.second = nn.Conv2d(2 * width, 8, 3)

    def forward(self, x):
        return self.second(self.first(x))
"""


def findings(source: str) -> list[Finding]:
    return confirm_report(check_text(source, "net.py", Config(), confirm=True)).findings


class Built:
    """A layer, as far as events ask."""

    built_by: Event | None = None


def event(name: str, build: dict[str, Any] | None, arguments: dict[str, Any], facts: Facts | None = None) -> Event:
    """An event about which shapelint claims, rightly or wrongly, that torch refuses it."""
    operation = operations()[name]
    layer = Built()
    place, facts = Place(None, 0), facts or Facts()
    claim = Requirement("size-mismatch", Verdict.NO, 1, 2, "same")
    if build is not None:
        layer.built_by = Event("build", operation, layer, build, None, [], place, (), lambda name: None, facts)
    return Event("call", operation, layer, arguments, None, [claim], place, (), lambda name: None, facts)


def finding(about: Event) -> Finding:
    return Finding("SHP199", "made-up", Span("f.py", Location(1, 1), Location(1, 2)), "cannot be", event=about)


# --- findings ---------------------------------------------------------------------------------------------------


def test_what_torch_refuses_is_confirmed_with_its_version() -> None:
    (found,) = findings(WRONG)
    assert (found.name, found.confirmed) == ("channel-mismatch", "torch 2.13.0")


def test_the_process_that_checks_does_not_import_torch() -> None:
    code = (
        "import sys; from shapelint.lint.one_file import check_text; from shapelint.lint.config import Config\n"
        "from shapelint.confirm.confirm import confirm_report\n"
        f"found = confirm_report(check_text({WRONG!r}, 'net.py', Config(), confirm=True)).findings\n"
        "print([f.confirmed for f in found], 'torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['torch 2.13.0'] False"


def test_torch_is_not_waited_for_without_end() -> None:
    (found,) = check_text(WRONG, "net.py", Config(), confirm=True).findings
    (left,), (note,) = confirm_findings([found], seconds=0)
    assert (left.code, left.confirmed) == (found.code, "")
    assert "torch did not answer in 0 seconds about 1 of 1 places" in note


@pytest.mark.faulty
def test_a_fault_in_asking_costs_no_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object) -> None:
        raise RuntimeError("no more processes")

    monkeypatch.setattr(confirm, "_pool", fault)
    report = confirm_report(check_text(WRONG, "net.py", Config(), confirm=True))
    assert [one.name for one in report.findings] == ["channel-mismatch"]
    assert [(path, "no more processes" in why) for path, why in report.failures] == [("--confirm", True)]


def test_files_are_checked_side_by_side_before_torch_is_asked(tmp_path: Path) -> None:
    files = [str(tmp_path / name) for name in ("a.py", "b.py")]
    for file in files:
        Path(file).write_text(WRONG)
    report = check_files(files, Config(), confirm=True, jobs=2)
    assert [one.confirmed for one in report.findings] == ["torch 2.13.0"] * 2


def test_what_torch_accepts_is_withdrawn_and_said() -> None:
    fits = event(
        "torch.nn.Conv2d",
        {"in_channels": 3, "out_channels": 8, "kernel_size": 3},
        {"input": Tensor((1, 3, 8, 8))},
    )
    remaining, notes = confirm_findings([finding(fits)])
    assert remaining == []
    (note,) = notes
    assert "f.py:1:1" in note and "SHP199" in note and "torch 2.13.0 accepts" in note


def test_an_acceptance_of_guessed_arguments_withdraws_nothing() -> None:
    build = {"in_channels": 3, "out_channels": 8, "kernel_size": 3, "padding": Unknown("read from a file", "p")}
    remaining, notes = confirm_findings([finding(event("torch.nn.Conv2d", build, {"input": Tensor((1, 3, 8, 8))}))])
    assert [one.confirmed for one in remaining] == [""] and notes == []


def test_a_warning_about_what_runs_is_left_alone() -> None:
    runs = event("torch.nn.ReLU", {}, {"input": Tensor((2, 3))})
    runs.requirements.clear()
    remaining, notes = confirm_findings([finding(runs)])
    assert [one.confirmed for one in remaining] == [""] and notes == []


def test_wrong_keywords_stay_unconfirmed() -> None:
    (found,) = findings("from torch import nn\nnn.Linear(3, 4, activation=None)\n")
    assert (found.name, found.confirmed) == ("wrong-arguments", "")


# --- numbers for symbols ----------------------------------------------------------------------------------------


def test_numbers_fit_what_was_assumed() -> None:
    facts = Facts()
    width, height = facts.fresh("W"), facts.fresh("H")
    facts.assume_divides(4, width)
    facts.assume_at_least(height, 7)
    call = concrete(
        event("torch.flatten", None, {"input": Tensor((width, height)), "start_dim": 0, "end_dim": -1}, facts)
    )
    (x,) = call.args or []
    assert x.shape[0] % 4 == 0 and x.shape[1] >= 7
    assert call.kwargs == {} and not call.guessed


def test_an_unknown_argument_has_the_number_of_its_symbol() -> None:
    facts, features = Facts(), Unknown("a parameter", "features")
    facts.assume_same(facts.symbol_of(features), 12)
    build = {"in_features": features, "out_features": 4, "bias": True, "device": None, "dtype": None}
    call = concrete(event("torch.nn.Linear", build, {"input": Tensor((2, 12))}, facts))
    assert call.build == ([12, 4], {}) and not call.guessed


def test_a_rank_is_made_up_where_only_the_last_axis_is_known() -> None:
    x = unknown_tensor("an argument", {-1: 5})
    call = concrete(event("torch.nn.Linear", {"in_features": 4, "out_features": 4}, {"input": x}))
    assert [one.shape for one in call.args or []] == [(1, 5)] and call.guessed


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("torch.flatten", {"input": Tensor((2, 3)), "start_dim": object()}),
        ("torch.flatten", {}),
    ],
)
def test_what_cannot_be_made_plain_is_not_replayed(name: str, arguments: dict[str, Any]) -> None:
    try:
        call = concrete(event(name, None, arguments))
    except NotConcrete:
        return
    assert isinstance(replay(call.name, call.build, call.args, call.kwargs), Inconclusive)


# --- single operations ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "build", "args", "kwargs"),
    [
        ("torch.nn.ConvTranspose2d", ((3, 8, 3), {}), (T(1, 4, 8, 8),), {}),
        ("torch.nn.ConvTranspose2d", ((3, 8, 3), {"output_padding": 1}), (T(1, 3, 8, 8),), {}),
        ("torch.nn.Conv2d", ((3, 8, 3), {"dilation": -1}), (T(1, 3, 8, 8),), {}),
        ("torch.nn.functional.conv1d", None, (T(1, 4, 8), T(4, 2, 3)), {"groups": 3}),
    ],
)
def test_the_cpu_sees_what_meta_does_not(name: str, build: Any, args: Any, kwargs: Any) -> None:
    assert isinstance(replay(name, build, args, kwargs), Refused)


def test_what_is_too_large_for_the_cpu_is_asked_of_meta_alone() -> None:
    assert replay("torch.flatten", None, (T(100_000, 300, 300), 1)) == Accepted((100_000, 90_000))
    assert isinstance(replay("torch.nn.Linear", ((7, 5), {}), (T(100_000, 300, 300),)), Refused)
    assert isinstance(replay("torch.nn.Conv2d", ((3, 8, 3), {}), (T(100_000, 3, 300, 300),)), Inconclusive)


def test_a_tensor_of_unknown_dtype_is_refused_only_as_all_of_them() -> None:
    indices = Tensor((2, 3))
    assert replay("torch.nn.Embedding", ((10, 4), {}), (indices,)) == Accepted((2, 3, 4))
    assert isinstance(replay("torch.nn.Embedding", ((10, 4), {}), (T(2, 3),)), Refused)


def test_results_are_outlined_alike() -> None:
    assert replay("torch.nn.MaxPool2d", ((2,), {"return_indices": True}), (T(1, 1, 4, 4),)) == Accepted(
        [(1, 1, 2, 2), (1, 1, 2, 2)]
    )
    assert replay("torch.Tensor.dim", None, (T(2, 3),)) == Accepted(2)
    assert replay("torch.Tensor.shape", None, (T(2, 3),)) == Accepted([2, 3])


@pytest.mark.parametrize("name", ["os.remove", "torch.nn.NoSuchLayer", "shapelint.lint.one_file.check_file"])
def test_only_operations_of_torch_and_its_kin_are_run(name: str) -> None:
    assert isinstance(replay(name, None, ("f.py",)), Inconclusive)
