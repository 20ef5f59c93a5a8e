"""Sums and joins that fit tiny inputs only, of blocks and in networks, and working look-alikes."""

from __future__ import annotations

import textwrap

import pytest

from shapelint.lint.config import Config
from shapelint.lint.one_file import check_source

BLOCK = """
import torch
from torch import nn


class Block(nn.Module):
    def __init__(self, {parameters}):
        super().__init__()
        self.conv = {conv}
{more}
    def forward(self, x):
{forward}
"""


def program(conv: str, forward: str = "return x + self.conv(x)", parameters: str = "", more: str = "") -> str:
    return BLOCK.format(
        conv=conv,
        forward=textwrap.indent(textwrap.dedent(forward).strip("\n"), " " * 8),
        parameters=parameters,
        more=textwrap.indent(textwrap.dedent(more).strip("\n"), " " * 8),
    )


def told(text: str) -> list[tuple[str, str]]:
    config = Config(extend_select=("SHP331",))
    return [(one.name, one.message) for one in check_source(text, "program.py", config)]


STEM = "self.stem = nn.Conv2d(3, 8, 7, 4, 3)"
DOWN = """
y = self.conv(x)
if self.down is not None:
    x = self.down(x)
return x + y
"""
KEEPS = "y = self.conv(x)\nreturn x + y if self.keeps else y"
PLAIN = "nn.Conv2d(8, 8, 3)"
HALVING = "nn.Conv2d(8, 8, 3, stride=2, padding=1)"


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (program(PLAIN), "3 and 1"),
        (program(HALVING), "1 and 1, or 2 and 1"),
        (program(HALVING, "y = self.conv(x)\nx += y\nreturn x"), "1 and 1, or 2 and 1"),
        (program("nn.Sequential(nn.Conv1d(8, 8, 3), nn.ReLU(), nn.Conv1d(8, 8, 3))"), "5 and 1"),
        (program("nn.Sequential(nn.Conv2d(c, c, 3), nn.BatchNorm2d(c))", parameters="c"), "3 and 1"),
        (program("nn.Conv2d(c, c, 3, stride)", parameters="c, stride=1"), "3 and 1"),
        (program(PLAIN, "x = self.stem(x)\nreturn self.conv(x) + x", more=STEM), "1 and 3"),
    ],
)  # fmt: skip
def test_a_sum_that_only_tiny_inputs_fit(text: str, fits: str) -> None:
    ((name, message),) = told(text)
    assert name == "fits-by-accident"
    assert message.endswith(f"which fit only as {fits}")


@pytest.mark.parametrize(
    "text",
    [
        program("nn.Conv2d(8, 8, 3, padding=1)"),
        program("nn.Conv2d(8, 8, 3, s, 1)", parameters="s"),
        program("nn.Conv2d(8, 8, 3, s, 1)", parameters="s=2"),
        program("nn.Conv2d(8, 8, k, padding=p)", parameters="k=3, p=0"),
        program("nn.Conv2d(8, 8, 3, stride=2 if down else 1, padding=1)", parameters="down"),
        program("nn.Conv2d(8, 8, 3, s, 1)", DOWN, "s, down=None", "self.down = down"),
        program("nn.Conv2d(8, 8, 3, s, 1)", KEEPS, "s", "self.keeps = s == 1"),
        program(HALVING, "return self.down(x) + self.conv(x)", more="self.down = nn.Conv2d(8, 8, 1, 2)"),
        program(HALVING, "y = self.conv(x)\nif x.shape == y.shape:\n    y = x + y\nreturn y"),
        program(HALVING, "y = self.conv(x)\nif y.shape[-1] != x.shape[-1]:\n    return y\nreturn x + y"),
        program(PLAIN, "y = self.conv(x)\ntry:\n    return x + y\nexcept RuntimeError:\n    return y"),
        program(PLAIN, "assert x.shape[2:] == (3, 3)\nreturn x + self.conv(x)"),
        program(PLAIN, "# a neighbourhood (N, 8, 3, 3) and its middle\nreturn x + self.conv(x)"),
        program(PLAIN, "y = x + self.conv(x)\nreturn y.view(-1, 8 * 3 * 3)"),
        program(PLAIN) + "\n\nBlock()(torch.randn(2, 8, 3, 3))\n",
        program(PLAIN, "return x[:, :, 1:-1, 1:-1] + self.conv(x)"),
        program(PLAIN, "return nn.functional.pad(self.conv(x), (1, 1, 1, 1)) + x"),
        program(PLAIN, "return nn.functional.interpolate(self.conv(x), size=x.shape[2:]) + x"),
        program("nn.Conv1d(8, 8, 3, padding=2)", "return self.conv(x)[:, :, :-2] + x"),
        program("nn.Conv2d(8, 8, 7)"),
        program("nn.AvgPool2d(3)"),
        program("nn.AdaptiveAvgPool2d(1)"),
        program(PLAIN, "return x * self.conv(x)"),
        program(PLAIN, "return x + self.conv(other)").replace("forward(self, x)", "forward(self, x, other)"),
    ],
)  # fmt: skip
def test_what_is_meant_or_depends_on_the_caller_is_not_spoken_of(text: str) -> None:
    assert told(text) == []


NETWORK = """

class Network(nn.Module):
    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 8, 7, stride=4, padding=3)
        self.body = nn.Sequential({blocks})

    def forward(self, x):
        return {through}
"""
BODY = "self.body(self.stem(x)).mean((2, 3))"
BRANCHES = """
class Branches(nn.Module):
    def __init__(self, stride):
        super().__init__()
        self.conv = nn.Conv2d(4, 4, 3, stride, 1)

    def forward(self, x):
        left, right = x.chunk(2, 1)
        x = torch.cat((left, self.conv(right)), 1)
        n, c, h, w = x.shape
        return x.view(n, 2, c // 2, h, w).transpose(1, 2).reshape(n, c, h, w)
"""
STRIDED = program("nn.Conv2d(8, 8, 3, s, 1)", parameters="s=1")


def network(block: str, blocks: str, through: str = BODY) -> str:
    return block + NETWORK.format(blocks=blocks, through=through)


def told_by_default(text: str) -> list[str]:
    return [one.name for one in check_source(text, "program.py")]


@pytest.mark.parametrize(
    "text",
    [
        network(program(HALVING), "Block(), Block()"),
        network(program(PLAIN), "Block()"),
        network(STRIDED, "Block(), Block(2)"),
        network(program(HALVING, DOWN, "down=None", "self.down = down"), "Block()"),
        network("import torch\nfrom torch import nn\n" + BRANCHES, "Branches(2)"),
        network(program("nn.MaxPool2d(3, 2, 1)"), "Block()"),
        network(program(HALVING, "y = self.conv(x)\nreturn x + y * y.mean((2, 3), keepdim=True)"), "Block()"),
        network(
            program(
                "nn.Conv2d(8, 8, 3, padding=1)",
                "return torch.cat((self.conv(x), self.pool(x)), 1)",
                more="self.pool = nn.AvgPool2d(3, 2, 1)",
            ),
            "Block()",
        ),
        network(program(HALVING), "Block()", "self.body(self.stem(x)).mean((2, 3))")
        + "\n\ndef network():\n    return Network()\n",
    ],
)
def test_a_network_whose_blocks_fit_single_pixels_only(text: str) -> None:
    assert told_by_default(text) == ["fits-tiny-maps"]


@pytest.mark.parametrize(
    "text",
    [
        program(HALVING),
        network(program("nn.Conv2d(8, 8, 3, padding=1)"), "Block(), Block()"),
        network(STRIDED, "Block(), Block(1)"),
        network(program(HALVING, DOWN, "down=None", "self.down = down"), "Block(nn.Conv2d(8, 8, 1, 2))"),
        network(program(HALVING, "y = self.conv(x)\nif x.shape == y.shape:\n    y = x + y\nreturn y"), "Block()"),
        network(program(PLAIN, "return x[:, :, 1:-1, 1:-1] + self.conv(x)"), "Block()"),
        network(program(PLAIN), "Block()", "self.body(x)").replace("self.stem = nn.Conv2d", "# (N, 8, 3, 3)\n        #")
        + "\n\nNetwork()(torch.randn(2, 8, 3, 3))\n",
        network(program(PLAIN, "# a neighbourhood (N, 8, 3, 3)\nreturn x + self.conv(x)"), "Block()"),
        network(program(PLAIN), "Block()", "self.body(self.stem(x)).view(-1, 8 * 3 * 3)"),
        network("import torch\nfrom torch import nn\n" + BRANCHES, "Branches(1)"),
        network(program("nn.MaxPool2d(3, 1, 1)"), "Block()"),
        network(program(HALVING, "return x + self.conv(x).mean((2, 3), keepdim=True)"), "Block()"),
        network(
            program(
                HALVING, "return torch.cat((self.conv(x), self.pool(x)), 1)", more="self.pool = nn.MaxPool2d(3, 2, 1)"
            ),
            "Block()",
        ),
        network(program("nn.AdaptiveAvgPool2d(1)"), "Block()"),
    ],
)
def test_a_network_whose_blocks_fit_is_not_spoken_of(text: str) -> None:
    assert told_by_default(text) == []
