"""Padding order and 'same', on the pairs under `tests/whole/silent`.

Every mistake is found where it is marked, every twin is silent, and so is what a fix makes of a mistake.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from markers import expected, rows_of
from test_silent_torch import unmarked

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_source
from shapelint.report.findings import Finding

SILENT = Path(__file__).parent / "silent"
TOPICS = ("pad_order", "not_same")


def programs(kind: str) -> list[str]:
    return sorted(f"{topic}/{path.name}" for topic in TOPICS for path in (SILENT / topic).glob(f"*_{kind}.py"))


def found(name: str) -> list[Finding]:
    return check_source(unmarked((SILENT / name).read_text(encoding="utf-8")), name)


@pytest.mark.parametrize("name", programs("bug"))
def test_the_mistake_is_found(name: str) -> None:
    ((row, rule),) = expected(SILENT / name).marked.items()
    findings = found(name)
    assert [finding.name for finding in findings] == [rule]
    assert findings[0].severity == "warning"
    assert row in rows_of(findings[0])


@pytest.mark.parametrize("name", programs("ok"))
def test_the_twin_is_silent(name: str) -> None:
    assert found(name) == []


def one(text: str) -> Finding:
    (finding,) = check_source(text)
    return finding


UP = """
import torch
import torch.nn.functional as F
from torch import nn


class Up(nn.Module):
    def forward(self, x, skip):
        dh = skip.shape[2] - x.shape[2]
        dw = skip.shape[3] - x.shape[3]
        return F.pad(x, ({}))
"""


def test_the_message_says_where_an_amount_comes_from() -> None:
    finding = one(UP.format("0, dh, 0, dw"))
    assert "`dh` comes from the height of `x`" in finding.message
    assert "pads the width" in finding.message
    assert "(left, right, top, bottom)" in finding.message
    assert [related.span.start.row for related in finding.related] == [9]
    assert "(0, dw, 0, dh)" in finding.help


def test_a_module_that_is_called_with_numbers_is_examined_with_symbols_too() -> None:
    call = "\n\nup = Up()\nup(torch.zeros(1, 2, 8, 8), torch.zeros(1, 2, 9, 9))\n"
    assert one(UP.format("0, dh, 0, dw") + call).name == "pad-order"
    assert check_source(UP.format("0, dw, 0, dh") + call) == []


def test_one_name_for_two_orders_is_heard_only_where_data_flow_is_silent() -> None:
    assert check_source(UP.replace("dh", "left").replace("dw", "top").format("0, top, 0, left")) == []


@pytest.mark.parametrize(
    "lines",
    [
        "F.pad(x, (0, x.shape[-1] + 1))",  # the skewing of relative positions
        "F.pad(x, (h // 2, h // 2, h // 2, h // 2))",  # squares, by the author's word
        "F.pad(x, (0, max(x.shape[-2:]) - x.shape[-1], 0, max(x.shape[-2:]) - x.shape[-2]))",
        "F.pad(x, (0, 0, 0, 0, 1, 1))",
        "F.pad(x, (0, 0, 0, -x.shape[-2] % 8))",
        "F.pad(x, (0, 64 - x.shape[-2]))",  # a square mask, for all that is known
    ],
)
def test_what_is_padded_on_purpose_is_left_alone(lines: str) -> None:
    head = "import torch\nimport torch.nn.functional as F\n\n\ndef pad(x: torch.Tensor):\n    h = x.shape[-2]\n"
    text = f"{head}    return {lines}\n"
    assert check_source(text) == []


BLOCK = """
import torch
from torch import nn


class Keep(nn.Module):  # shapelint: same
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 3, 3, padding=1)
        self.b = nn.Conv2d(3, 3, {})

    def forward(self, x):
        return self.b(self.a(x))
"""


def test_a_block_keeps_its_contract_or_not() -> None:
    finding = one(BLOCK.format("5, padding=1"))
    assert finding.name == "not-same" and "promises" in finding.message
    assert check_source(BLOCK.format("5, padding=2")) == []
    assert check_source(BLOCK.format("3, stride=2, padding=1")) == []
    assert one(BLOCK.format("2, stride=2")).name == "not-same"


PAIR = """
import torch
import torch.nn.functional as F
from torch import nn


class Net(nn.Module):
    def __init__(self{}):
        super().__init__()
        self.conv = nn.Conv2d(3, 8, (3, 9))

    def forward(self, x):
        {}
        return {}
"""


@pytest.mark.parametrize(
    ("more", "line", "result"),
    [
        ("", "pad = (1, 4)", "self.conv(F.pad(x, pad))"),
        (", pad_h=None, pad_w=None", "pad_h, pad_w = self.pads", "torch.relu(F.pad(x, (pad_h, pad_w)))"),
        ("", "dh, dw = 32 - x.shape[2], 32 - x.shape[3]", "F.pad(x, (dh, dw))"),
    ],
)
def test_one_amount_for_each_axis_is_read_as_left_and_right(more: str, line: str, result: str) -> None:
    finding = one(PAIR.format(more, line, result))
    assert finding.name == "pad-order"
    assert "left" in finding.message and "width" in finding.message


def test_a_name_that_others_read_is_not_rewritten() -> None:
    text = PAIR.format("", "pad = (1, 4)", "self.conv(F.pad(x, pad))")
    finding = one(text)
    assert finding.fix is not None and not finding.fix.safe
    assert [(edit.span.start.row, edit.content) for edit in finding.fix.edits] == [(14, "(4, 4, 1, 1)")]


HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n\n"


@pytest.mark.parametrize(
    "body",
    [
        # The width first, by the author's word: data flow is right, and names do not count.
        "def tile(x, n=16):\n    b, c, w, h = x.shape\n    dw, dh = -w % n, -h % n\n"
        "    return F.pad(x, (0, dh, 0, dw))\n",
        # As before, and nobody knows what is added.
        "def tile(x, n):\n    b, c, w, h = x.shape\n    pad_w, pad_h = n(w), n(h)\n"
        "    return F.pad(x, (0, pad_h, 0, pad_w))\n",
        "def timed(iw, ih, kw, kh):\n    return nn.Conv2d(1, 1, kernel_size=(kw, kh))(torch.randn(1, 1, iw, ih))\n",
        "def like(y, x):\n    b, c, w, h = y.shape\n    return F.interpolate(x, size=(w, h))\n",
        "def turned(x):\n    h, w = x.shape[-2:]\n    return F.interpolate(x.transpose(-1, -2), size=(w, h))\n",
        "def both(x):\n    p = (1, 2)\n    x = F.pad(x, (1, 1, 0, 0))\n    return F.pad(x, (0, 0, 1, 1))\n",
    ],
)
def test_the_width_may_stand_first(body: str) -> None:
    assert check_source(HEAD + body) == []


def test_a_size_read_from_another_tensor() -> None:
    text = HEAD + "def like(y, x):\n    b, c, h, w = y.shape\n    return F.interpolate(x, size=(w, h))\n"
    finding = one(text)
    assert finding.name == "pad-order" and "`w` is the size of a later axis than `h`" in finding.message


@pytest.mark.parametrize("rank_known", [True, False])
def test_a_world_in_which_nothing_is_padded_clears_nobody(rank_known: bool) -> None:
    read = "_, _, h, w = x.shape" if rank_known else "h, w = x.size(2), x.size(3)"
    text = f"""{HEAD}class Cut(nn.Module):
    def __init__(self):
        super().__init__()
        self.cut = nn.Conv2d(3, 8, 8, stride=8)

    def forward(self, x):
        {read}
        low = 0 if h % 8 == 0 else 8 - h % 8
        far = 0 if w % 8 == 0 else 8 - w % 8
        return self.cut(F.pad(x, (0, low, 0, far)))
"""
    assert one(text).name == "pad-order"
    assert check_source(text.replace("(0, low, 0, far)", "(0, far, 0, low)")) == []


# --- rules that are off by default ------------------------------------------------------------------------------------


def optional(text: str, rule: str) -> list[Finding]:
    return check_source(text, config=Config(select=(rule,)))


LAYER = "import torch\nfrom torch import nn\n\nlayer = nn.{}\ny = layer(torch.zeros(1, 1, {}))\n"


@pytest.mark.parametrize("size", range(5, 25))
@pytest.mark.parametrize("padding", [0, 1, 2])
@pytest.mark.parametrize(("kernel", "stride"), [(3, 2), (2, 2), (5, 3), (1, 2), (4, 4)])
def test_a_dropped_border_has_no_influence(kernel: int, stride: int, padding: int, size: int) -> None:
    torch = pytest.importorskip("torch")
    if size + 2 * padding < kernel or 2 * padding > kernel:
        return
    text = LAYER.format(f"Conv1d(1, 1, {kernel}, stride={stride}, padding={padding})", size)
    signal = torch.zeros(1, 1, size, requires_grad=True)
    torch.nn.functional.conv1d(signal, torch.ones(1, 1, kernel), stride=stride, padding=padding).sum().backward()
    read = signal.grad.flatten().nonzero().max().item() + 1
    findings = optional(text, "dropped-border")
    assert bool(findings) == (read < size)
    if findings:
        assert f"ends at {read} of a length of {size}; {size - read} at the end" in findings[0].message


@pytest.mark.parametrize("size", [7, 8, 9, 10])
@pytest.mark.parametrize("kernel", [3, 5])
def test_another_alignment_has_other_values(kernel: int, size: int) -> None:
    torch = pytest.importorskip("torch")
    functional = torch.nn.functional
    text = LAYER.format(f"Conv1d(1, 1, {kernel}, stride=2, padding={kernel // 2})", size)
    findings = optional(text, "tf-same-alignment")
    signal, weight = torch.arange(1.0, size + 1).reshape(1, 1, size), torch.ones(1, 1, kernel)
    total = max((-(-size // 2) - 1) * 2 + kernel - size, 0)
    theirs = functional.conv1d(functional.pad(signal, (total // 2, total - total // 2)), weight, stride=2)
    ours = functional.conv1d(signal, weight, stride=2, padding=kernel // 2)
    assert ours.shape == theirs.shape
    assert bool(findings) == (not torch.equal(ours, theirs))


LETTERBOX = """
def letterbox(img, side=320):
    c, h, w = img.shape
    r = side / max(h, w)
    nh, nw = round(h * r), round(w * r)
    img = F.interpolate(img[None], size=({}), mode="bilinear")[0]
    dw, dh = side - nw, side - nh
    left, top = dw // 2, dh // 2
    right, bottom = dw - left, dh - top
    return F.pad(img, ({}))


letterbox(torch.rand(3, 480, 640))
"""


@pytest.mark.parametrize(
    ("size", "sides", "found"),
    [
        ("nh, nw", "left, right, top, bottom", []),
        ("nh, nw", "left, top, right, bottom", ["pad-order"]),
    ],
)
def test_borders_that_depend_on_both_axes_have_names(size: str, sides: str, found: list[str]) -> None:
    assert [one.name for one in check_source(HEAD + LETTERBOX.format(size, sides))] == found


SCALES = "SIZES = ((64, 32), (96, 64))\n\n\ndef scaled(x, step):\n    width, height = SIZES[step]\n"


def test_a_size_is_named_after_its_axes() -> None:
    text = HEAD + SCALES + "    return F.interpolate(x, size=({}))\n\n\nscaled(torch.rand(1, 3, 40, 70), 1)\n"
    assert [one.name for one in check_source(text.format("width, height"))] == ["pad-order"]
    assert check_source(text.format("height, width")) == []


@pytest.mark.parametrize("half", ["int(floor(k / 2))", "int(k / 2)", "k // 2"])
def test_half_of_the_kernel_in_other_words(half: str) -> None:
    text = f"from math import floor\n{HEAD}k = 10\nnn.Conv1d(4, 4, k, padding={half})(torch.zeros(1, 4, 50))\n"
    assert [one.name for one in check_source(text)] == ["not-same"]


QUOTED = """
class Stem(nn.Module):
    {doc}

    def __init__(self):
        super().__init__()
        {comment}
        self.layer = nn.{layer}

    def forward(self, x):
        return self.layer(x)


Stem()(torch.rand(1, 3, {size}, {size}))
"""


@pytest.mark.parametrize(
    ("comment", "layer", "size", "found"),
    [
        ("# slim.max_pool2d(net, [3, 3], stride=2, padding='SAME')", "MaxPool2d(3, 2)", 147, True),
        ("# slim.max_pool2d(net, [3, 3], stride=2, padding='SAME')", "MaxPool2d(3, 2, ceil_mode=True)", 146, False),
        ("# TensorFlow's SAME", "MaxPool2d(3, 2)", 147, True),
        ("# TensorFlow's SAME", "Conv2d(3, 8, 3, 2, 1)", 64, False),  # the sizes are right, no call is quoted
        ("# keras: Conv2D(8, 3, strides=2, padding='same')", "Conv2d(3, 8, 3, 2, 1)", 64, True),
        ("# keras: Conv2D(8, 3, strides=2, padding='same')", "Conv2d(3, 8, 3, 2, 1)", 65, False),
        ("# keras: AveragePooling2D(3, 1, padding='same')", "AvgPool2d(3, 1, 1)", 35, True),
        ("# keras: AveragePooling2D(3, 1, padding='same')", "AvgPool2d(3, 1, 1, count_include_pad=False)", 35, False),
        ("# keras: MaxPooling2D(3, 1, padding='same')", "AvgPool2d(3, 1, 1)", 35, False),
        ("# unlike tf.nn.max_pool(x, 3, 2, 'SAME')", "MaxPool2d(3, 2)", 147, False),
        ("# the TF model has max_pool(3, 2, 'SAME') here; ours is kept", "MaxPool2d(3, 2)", 147, False),
    ],
)
def test_same_of_tensorflow_in_words(comment: str, layer: str, size: int, found: bool) -> None:
    for doc, row in (("'''A stem.'''", comment), (f"'''{comment[2:].replace(chr(39) * 3, '')} '''", "pass")):
        if row == "pass" and "(" not in comment:
            continue  # of a docstring only a call that it quotes counts
        text = HEAD + QUOTED.format(doc=doc, comment=row, layer=layer, size=size)
        assert [one.name for one in check_source(text)] == ["not-same"] * found, row


CAUSAL = """
class {name}(nn.Module):
    def __init__(self, c=4, k=3, {extra}):
        super().__init__()
        self.k = k
        self.{kept} = nn.Conv1d(c, c, k, padding={padding})

    def forward(self, x):
        return self.{kept}({given}){cut}


{name}()(torch.rand(1, 4, 30))
"""


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"padding": "(k - 1) // 2"}, True),
        ({"padding": "(k - 1) // 2", "name": "Block", "kept": "causal_conv"}, True),
        ({"padding": "(k - 1) // 2", "name": "Block"}, False),
        ({"padding": "(k - 1) // 2", "extra": "causal=False"}, False),  # a choice
        ({"padding": "(k - 1) // 2", "name": "CausalAttention"}, False),  # its convolution is beside the attention
        ({"padding": "k - 1", "cut": "[..., :-2]"}, False),
        ({"padding": "k - 1", "cut": "[..., 2:]"}, True),
        ({"padding": "0", "given": "F.pad(x, (self.k - 1, 0))"}, False),
        ({"padding": "0", "given": "F.pad(x, (0, self.k - 1))"}, True),
        ({"padding": "0", "given": "F.pad(x, (1, 1))"}, True),
        ({"padding": "0", "given": "F.pad(x, (1, 1))", "extra": "causal=True"}, False),
    ],
)
def test_what_is_called_causal_sees_nothing_later(values: dict[str, str], found: bool) -> None:
    usual = {"name": "CausalConv", "extra": "d=1", "kept": "conv", "given": "x", "cut": ""}
    text = HEAD + CAUSAL.format(**{**usual, **values})
    assert [one.name for one in check_source(text)] == ["not-causal"] * found


@pytest.mark.parametrize(
    ("layers", "found"),
    [
        ("nn.ReflectionPad2d(2), nn.Conv2d(3, 8, 5, padding=2)", True),
        ("nn.ReflectionPad2d(3), nn.Conv2d(3, 8, 5, padding=2)", False),  # grows, as it may have been meant to
        ("nn.ReflectionPad2d(2), nn.Conv2d(3, 8, 5)", False),
        ("nn.ReflectionPad2d(2), nn.Conv2d(3, 8, 5, stride=2, padding=2)", False),
        ("nn.ZeroPad2d(1), nn.MaxPool2d(3, 1, 1)", True),
    ],
)
def test_what_pads_twice(layers: str, found: bool) -> None:
    text = f"{HEAD}nn.Sequential({layers})(torch.rand(1, 3, 20, 20))\n"
    assert [one.name for one in check_source(text)] == ["padded-twice"] * found


def test_two_paddings_of_which_one_is_cut_off() -> None:
    text = (
        HEAD
        + "x = F.pad(torch.rand(1, 3, 20, 20), (1, 1, 1, 1))\ny = nn.Conv2d(3, 8, 3, padding=1)(x)[..., 1:-1, 1:-1]\n"
    )
    assert check_source(text) == []


STACK = "net = nn.Sequential({})\nnet(torch.rand(1, 4, 40, 40))\n"


@pytest.mark.parametrize(
    ("layers", "found"),
    [
        (["3, 1, 1", "3, 1", "3, 1, 1"], True),
        (["3, 1, 1", "3, 1, 1", "3, 1"], False),  # the last one may be valid
        (["3, 1", "3, 1, 1", "3, 1, 1"], False),  # the first one, too
        (["3, 1, 1", "3, 1", "3, 1, 2", "3, 1, 1"], False),  # what one takes, another gives
        (["3, padding=1", "3, padding=2, dilation=2", "3, padding=1, dilation=4"], True),
        (["3, padding=1", "3, padding=2, dilation=2", "3, padding=2, dilation=4"], False),  # it is none of its kind
        (["3, padding=1", "3, padding=1", "3, padding=1, dilation=4"], False),  # no other is dilated
        (["3, 1, 1", "3, 2", "3, 1, 1"], False),
        (["3, 1, 1", "5, 1", "3, 1, 1"], False),
    ],
)
def test_the_odd_one_among_its_siblings(layers: list[str], found: bool) -> None:
    text = HEAD + STACK.format(", ".join(f"nn.Conv2d(4, 4, {one}), nn.ReLU()" for one in layers))
    assert [one.name for one in check_source(text)] == ["not-same"] * found


SCALED = '''
def up(c, k=3):
    """{doc}"""
    return nn.Sequential(nn.{layer}, nn.ReLU())


up(4)(torch.rand(1, 4, 32, 32))
'''


@pytest.mark.parametrize(
    ("doc", "layer", "found"),
    [
        ("Transposed convolution that doubles the resolution.", "ConvTranspose2d(c, c, k, stride=2)", True),
        ("Doubles the size.", "ConvTranspose2d(c, c, k, stride=2, padding=1, output_padding=1)", False),
        ("Doubles the size.", "ConvTranspose2d(c, c, 4, stride=2, padding=1)", False),
        ("Roughly doubles the size.", "ConvTranspose2d(c, c, k, stride=2)", False),
        ("Doubles the size plus one.", "ConvTranspose2d(c, c, k, stride=2)", False),
        ("Doubles the channels.", "ConvTranspose2d(c, c, k, stride=2)", False),
        ("Halves the resolution.", "Conv2d(c, c, k, stride=2)", True),
        ("Halves the resolution.", "Conv2d(c, c, k, stride=2, padding=1)", False),
        ("Upsamples by a factor of 4.", "ConvTranspose2d(c, c, 4, stride=4)", False),
        ("Upsamples by 4.", "ConvTranspose2d(c, c, 5, stride=4)", True),
    ],
)
def test_layers_that_are_said_to_scale(doc: str, layer: str, found: bool) -> None:
    text = HEAD + SCALED.format(doc=doc, layer=layer)
    assert [one.name for one in check_source(text)] == ["not-same"] * found
    head = (
        "class up(nn.Module):",
        "    def __init__(self, c, k=3):\n        super().__init__()\n        self.net = nn.Seq",
    )
    block = text.replace("def up(c, k=3):", head[0]).replace("    return nn.Seq", head[1])
    block = block.replace("\n\n\nup(4)", "\n\n    def forward(self, x):\n        return self.net(x)\n\n\nup(4)")
    assert [one.name for one in check_source(block)] == ["not-same"] * found


PICTURE = """from PIL import Image
import torch
import torch.nn.functional as F

image = Image.new("RGB", (640, 480))
wanted = image.size
depth = torch.rand(1, 1, 28, 37)
F.interpolate(depth, size={}, mode="bicubic")
"""


@pytest.mark.parametrize(
    ("size", "found"),
    [
        ("image.size", ["pad-order"]),
        ("wanted", ["pad-order"]),
        ("(image.width, image.height)", ["pad-order"]),
        ("image.size[::-1]", []),
        ("(image.height, image.width)", []),
        ("depth.size()[2:]", []),
    ],
)
def test_the_size_of_a_picture_has_the_width_first(size: str, found: list[str]) -> None:
    assert [one.name for one in check_source(PICTURE.format(size))] == found


PATCHES = """
import torch
from torch import nn


class PatchDiscriminator(nn.Module):
    def __init__(self, width=16, kernel=4):
        super().__init__()
        self.model = nn.Sequential(
            nn.Conv2d(3, width, kernel, stride=2, padding=kernel // 2),
            nn.LeakyReLU(0.2),
            nn.Conv2d(width, 2 * width, kernel, stride=2, padding=kernel // 2),
            nn.LeakyReLU(0.2),
            nn.Conv2d(2 * width, 4 * width, kernel, stride=1, padding=kernel // 2),
            nn.LeakyReLU(0.2),
            nn.Conv2d(4 * width, 1, kernel, stride=1, padding=kernel // 2),
        )

    def forward(self, x):
        return self.model(x)


PatchDiscriminator()(torch.rand(1, 3, 64, 64))
"""


def test_even_kernels_that_halve_may_add_one_at_the_end() -> None:
    assert check_source(PATCHES) == []
