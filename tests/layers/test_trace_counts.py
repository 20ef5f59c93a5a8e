"""What a trace counts and draws beside shapes: products, parameters that are trained, memory, graphs."""

from __future__ import annotations

import json
import xml.etree.ElementTree as xml
from pathlib import Path

import pytest

from shapelint.app.cli.main import main
from shapelint.layers.tracing.graph import graph_of, lanes
from shapelint.layers.tracing.result import Traced
from shapelint.layers.tracing.trace import trace

NET = """\
import torch
from torch import nn
from torch.nn import functional as F


class Net(nn.Module):
    def __init__(self, width=8):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(3, width, 3, padding=1), nn.ReLU(), nn.Conv2d(width, width, 3, padding=1))
        self.skip = nn.Conv2d(3, width, 1)
        self.skip.requires_grad_(False)
        self.norm = nn.BatchNorm2d(width)
        self.norm.weight.requires_grad = False
        self.head = nn.Linear(width, 10)

    def forward(self, image, mask=None):
        x = self.norm(self.body(image) + self.skip(image))
        if mask is not None:
            x = x * mask
        return {"classes": self.head(x.mean((2, 3))), "features": x}
"""


@pytest.fixture
def net(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    Path("net.py").write_text(NET)
    return "net.py::Net"


def test_totals(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", net, "--input", "2,3,16,16"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert "Output: {classes: (2, 10), features: (2, 8, 16, 16)}" in out
    conv, second, skip, norm, head = 3 * 9 * 8 + 8, 8 * 9 * 8 + 8, 3 * 8 + 8, 16, 90
    frozen = skip + 8
    total = conv + second + skip + norm + head
    assert f"Parameters: {total:,} ({total - frozen:,} trainable, {frozen:,} frozen)" in out
    products = 2 * 256 * 8 * (27 + 72 + 3) + 2 * 10 * 8
    assert f"Mult-adds: {products:,}" in out
    forward = 4 * (2 * 256 * 8 * 5 + 2 * 10)
    assert f"Memory: input 0.01 MB, forward {forward / 1e6:.2f} MB, parameters 0.00 MB" in out


def test_columns(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    columns = "kernel,input,trainable,mult-adds"
    assert main(["trace", net, "--input", "1,3,16,16", "--columns", columns]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2].split() == ["Layer", "Kernel", "Input", "shape", "Trainable", "Mult-adds"]
    row = next(line for line in lines if "skip" in line)
    assert row.split("skip")[1].split() == ["1x1", "(1,", "3,", "16,", "16)", "0", "6,144"]
    assert main(["trace", net, "--columns", "kernal"]) == 2
    assert "unknown column kernal; did you mean `kernel`?" in capsys.readouterr().err


def test_inputs_by_name(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--input", "mask=1,1,16,16", "--input", "image=1,3,16,16"]
    assert main(["trace", net, *arguments, "--functions"]) == 0
    assert "├─ * " in capsys.readouterr().out
    assert main(["trace", net, "--input", "1,3,16,16", "--input", "maks=1,1,16,16"]) == 2
    assert "the forward of Net takes no argument maks; did you mean `mask`?" in capsys.readouterr().err
    assert main(["trace", net, "--args", "widht=3"]) == 2
    assert "Net takes no argument widht; did you mean `width`?" in capsys.readouterr().err
    assert main(["trace", "net.py::Nte"]) == 2
    assert "there is no Nte in net.py; did you mean `Net`?" in capsys.readouterr().err


def test_a_file_alone_lists_what_can_be_traced(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "net.py"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line == "shapelint trace net.py::Net --input N,3,H,W"
    assert main(line.split()[1:]) == 0


def test_a_table_fits_the_terminal(net: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from shapelint.app.cli.trace_table import table

    lines = list(table(trace(net, ["N,3,H,W"]), width=50))
    rows = lines[2 : lines.index(lines[3], 4)]
    assert max(map(len, rows)) <= 50
    assert any("…" in line for line in rows) and any(line.endswith("224") for line in rows)


def test_json_has_the_counts(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", net, "--input", "N,3,16,16", "--output-format", "json:net.json"]) == 0
    found = json.loads(Path("net.json").read_text())
    assert found["mult_adds"] == f"{256 * 8 * (27 + 72 + 3) + 80}*N"
    assert found["names"] == ["classes", "features"]
    conv = next(call for call in found["calls"] if call["name"] == "body.0")
    assert (conv["kernel"], conv["trainable"], conv["bytes"]) == ([3, 3], 224, "8192*N")


def edges(traced: Traced) -> set[tuple[str, str, str]]:
    graph = graph_of(traced)
    return {(graph.nodes[one.start].title, graph.nodes[one.end].title, one.shape) for one in graph.edges}


def test_the_graph_is_that_of_the_tensors(net: str, capsys: pytest.CaptureFixture[str]) -> None:
    traced = trace(net, ["1,3,16,16"])
    assert edges(traced) == {
        ("input", "body.0", "1×3×16×16"),
        ("body.0", "body.1", "1×8×16×16"),
        ("body.1", "body.2", "1×8×16×16"),
        ("input", "skip", "1×3×16×16"),
        ("body.2", "+", "1×8×16×16"),
        ("skip", "+", "1×8×16×16"),
        ("+", "norm", "1×8×16×16"),
        ("norm", "mean()", "1×8×16×16"),
        ("mean()", "head", "1×8"),
        ("head", "output", "1×10"),
    }
    beside = lanes(graph_of(traced).edges)
    assert all(one.end - one.start > 1 for one in beside)
    for form in ("svg", "html", "dot"):
        assert main(["trace", net, "--input", "1,3,16,16", "--output-format", f"{form}:net.{form}"]) == 0
    drawing = xml.parse("net.svg").getroot()
    texts = {one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")}
    assert {"body.0  Conv2d", "1×8×16×16", "output  [1×10, 1×8×16×16]"} <= texts
    assert '0 -> 1 [label="1×3×16×16"]' in Path("net.dot").read_text("utf-8")
    assert "Mult-adds" in Path("net.html").read_text()
    assert capsys.readouterr().out == ""


COUNTED = {
    "conv": ("nn.Conv2d(4, 6, (3, 2), stride=2, padding=1, groups=2)(x)", (2, 4, 9, 8)),
    "transposed": ("nn.ConvTranspose2d(4, 6, 3, stride=2, groups=2)(x)", (2, 4, 9, 8)),
    "linear": ("nn.Linear(4, 5)(x)", (2, 3, 4)),
    "conv1d": ("F.conv1d(x, torch.zeros(6, 2, 3), groups=2)", (2, 4, 9)),
    "matmul": ("x @ x.mT", (2, 3, 4)),
    "bmm": ("torch.bmm(x, torch.zeros(2, 4, 7))", (2, 3, 4)),
    "mm": ("torch.zeros(5, 3) @ x", (3, 4)),
    "addmm": ("torch.addmm(torch.zeros(7), x, torch.zeros(4, 7))", (3, 4)),
    "baddbmm": ("torch.baddbmm(torch.zeros(1), x, torch.zeros(2, 4, 7))", (2, 3, 4)),
    "einsum": ("torch.einsum('bij,bkj->bik', x, torch.zeros(2, 5, 4))", (2, 3, 4)),
    "attention": ("F.scaled_dot_product_attention(x, x[..., :4, :], x[..., :4, :])", (2, 3, 5, 8)),
    "heads": ("nn.MultiheadAttention(8, 2, batch_first=True)(x, x, x)[0]", (2, 5, 8)),
    "encoder": ("nn.TransformerEncoderLayer(8, 2, 16)(x)", (5, 2, 8)),
}


@pytest.mark.parametrize("name", COUNTED)
def test_products_are_those_that_torch_counts(name: str, tmp_path: Path) -> None:
    torch = pytest.importorskip("torch")
    from torch.utils.flop_counter import FlopCounterMode

    body, shape = COUNTED[name]
    path = tmp_path / "f.py"
    path.write_text(
        f"import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n\ndef f(x):\n    return {body}\n"
    )
    traced = trace(f"{path}::f", [shape])
    mine = sum(call.products for call in traced.calls if isinstance(call.products, int))
    names: dict[str, object] = {}
    exec(compile(path.read_text(), str(path), "exec"), names)
    # By the plain products, as the counter does not know the kernels of the CPU.
    with torch.nn.attention.sdpa_kernel(torch.nn.attention.SDPBackend.MATH), FlopCounterMode(display=False) as counter:
        names["f"](torch.zeros(shape))  # type: ignore[operator]
    assert 2 * mine == counter.get_total_flops()


def test_a_recurrent_layer_multiplies_every_weight_at_every_step(tmp_path: Path) -> None:
    path = tmp_path / "f.py"
    path.write_text("from torch import nn\n\ndef f(x):\n    return nn.LSTM(4, 6, 2, bidirectional=True)(x)[0]\n")
    traced = trace(f"{path}::f", ["7,3,4"])
    weights = 2 * (4 * 6 * 4 + 4 * 6 * 6) + 2 * (4 * 6 * 12 + 4 * 6 * 6)
    assert sum(call.products for call in traced.calls if isinstance(call.products, int)) == 7 * 3 * weights


OTHERWISE = """\
from torch import nn


class Tied(nn.Module):
    def __init__(self):
        super().__init__()
        self.words = nn.Embedding(10, 4)
        self.out = nn.Linear(4, 10, bias=False)
        self.out.weight = self.words.weight

    def forward(self, x):
        return self.out(self.words(x))


def linear(x):
    return nn.Linear(4, 10)(x)


def heads(x):
    return nn.MultiheadAttention(8, 2, batch_first=True)(x, x, x)[0]
"""


def test_where_torchinfo_counts_otherwise(tmp_path: Path) -> None:
    """The table of docs/trace.md."""
    torch = pytest.importorskip("torch")
    path = tmp_path / "f.py"
    path.write_text(OTHERWISE)
    names: dict[str, object] = {}
    exec(compile(path.read_text(), str(path), "exec"), names)
    tied = names["Tied"]()  # type: ignore[operator]
    assert isinstance(tied, torch.nn.Module)
    real = sum(parameter.numel() for parameter in tied.parameters())
    assert trace(f"{path}::Tied", ["2,3:int64"]).parameters == real == 40
    for name, shape, count in (("linear", "2,3,4", 240), ("heads", "2,5,8", 3360)):
        calls = trace(f"{path}::{name}", [shape]).calls
        assert sum(call.products for call in calls if isinstance(call.products, int)) == count


WIDE = """\
from torch import nn


class Net(nn.Module):
    def __init__(self, one, two, three, four, five, six):
        super().__init__()
        widths = [3, one, two, three, four, five, six]
        self.body = nn.Sequential(*[nn.Conv2d(a, b, 3) for a, b in zip(widths, widths[1:])])

    def forward(self, image):
        return self.body(image)
"""


def test_a_count_of_many_symbols_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("wide.py").write_text(WIDE)
    assert main(["trace", "wide.py::Net", "--input", "1,3,64,64"]) == 0
    rows = capsys.readouterr().out.splitlines()
    total = next(row for row in rows if row.startswith("Net "))
    assert total.endswith("…") and "9*one*two" in total
    assert max(map(len, rows)) < 140
