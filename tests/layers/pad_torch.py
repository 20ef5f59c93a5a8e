"""Random questions to `shapelint pad`, and torch's own answers to them: every line that is printed is run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import torch
import torch.nn.functional as F
from torch import nn

from shapelint.layers.answer import Answer, ask
from shapelint.layers.errors import Impossible

KINDS = ("conv", "maxpool", "avgpool", "transposed")
CLASSES = {"conv": "Conv", "maxpool": "MaxPool", "avgpool": "AvgPool", "transposed": "ConvTranspose"}
Options = dict[str, Any]


def question(rng: random.Random) -> tuple[str, Options]:
    """A layer of one to three axes, with numbers as people write them, and some that do not fit."""
    kind, rank = rng.choice(KINDS), rng.choice((1, 1, 2, 2, 3))
    top = {1: 40, 2: 20, 3: 9}[rank]

    def each(low: int, high: int) -> list[int]:
        return [rng.randint(low, high)] * rank if rng.random() < 0.5 else [rng.randint(low, high) for _ in range(rank)]

    options: Options = {"input": [rng.randint(1, top) for _ in range(rank)], "kernel": each(1, 6 if rank < 3 else 4)}
    if rng.random() < 0.7:
        options["stride"] = each(1, 4)
    if kind != "avgpool" and rng.random() < 0.3:
        options["dilation"] = each(1, 3)
    way = rng.random()
    if way < 0.35:
        options["padding"] = each(0, 3)
    elif way < 0.5:
        options["padding"] = [(rng.randint(0, 3), rng.randint(0, 3)) for _ in range(rank)]
    elif way < 0.85:
        options["same"] = True
    elif kind == "conv":
        options["causal"] = True
    if kind in ("maxpool", "avgpool") and rng.random() < 0.3:
        options["ceil"] = True
    if kind == "transposed" and "same" not in options and rng.random() < 0.5:
        options["output_padding"] = each(0, 3)
    if kind == "conv" and "causal" not in options and rng.random() < 0.25:
        options["mode"] = rng.choice(("reflect", "replicate", "circular"))
    return f"{kind}{rank}d", options


class Layer:
    """The numbers of a question as torch takes them."""

    def __init__(self, kind: str, options: Options) -> None:
        self.kind, self.rank = kind[:-2], int(kind[-2])
        self.size: list[int] = options["input"]
        self.kernel: list[int] = options["kernel"]
        default = self.kernel if self.kind in ("maxpool", "avgpool") else [1] * self.rank
        self.stride: list[int] = options.get("stride", default)
        self.dilation: list[int] = options.get("dilation", [1] * self.rank)
        self.up = bool(options.get("ceil"))
        self.reach = [d * (k - 1) + 1 for k, d in zip(self.kernel, self.dilation, strict=True)]

    def module(self, **more: Any) -> nn.Module:
        torch.manual_seed(0)
        made = getattr(nn, f"{CLASSES[self.kind]}{self.rank}d")
        if self.kind in ("conv", "transposed"):
            layer: nn.Module = made(1, 1, self.kernel, stride=self.stride, dilation=self.dilation, **more)
        elif self.kind == "maxpool":
            layer = made(self.kernel, self.stride, dilation=self.dilation, ceil_mode=self.up, **more)
        else:
            layer = made(self.kernel, self.stride, ceil_mode=self.up, **more)
        return layer

    def image(self) -> torch.Tensor:
        torch.manual_seed(1)
        return torch.randn(1, 1, *self.size)


def by_torch(kind: str, options: Options) -> list[int] | None:
    """The sizes that torch gives, None where it refuses; sides that differ are padded (cut) by hand."""
    layer, x = Layer(kind, options), Layer(kind, options).image()
    sides = options.get("padding", [0] * layer.rank)
    more: Options = {}
    mode = options.get("mode", "zeros")
    try:
        if options.get("causal"):
            x = F.pad(x, [n for reach in reversed(layer.reach) for n in (reach - 1, 0)])
        elif isinstance(sides[0], tuple) and layer.kind == "transposed":
            made = layer.module(output_padding=options.get("output_padding", 0))(x)
            left = [n - a - b for n, (a, b) in zip(made.shape[2:], sides, strict=True)]
            return left if min(left) >= 1 else None
        elif isinstance(sides[0], tuple) and any(a != b for a, b in sides):
            how = {"value": float("-inf")} if layer.kind == "maxpool" else {}
            flat = [n for side in reversed(sides) for n in side]
            x = F.pad(x, flat, mode="constant" if mode == "zeros" else mode, **how)
        else:
            more["padding"] = tuple(side[0] if isinstance(side, tuple) else side for side in sides)
            if mode != "zeros":
                more["padding_mode"] = mode
        if layer.kind == "transposed":
            more["output_padding"] = options.get("output_padding", 0)
        return list(layer.module(**more)(x).shape[2:])
    except (RuntimeError, ValueError):
        return None


def same_by_torch(layer: Layer) -> torch.Tensor:
    """What TensorFlow documents for 'same', done with torch: no max or average sees what was added."""
    x = layer.image()
    if layer.kind == "transposed":
        return _same_transposed(layer, x)
    pads = []
    for n, s, e in zip(reversed(layer.size), reversed(layer.stride), reversed(layer.reach), strict=True):
        total = max((-(-n // s) - 1) * s + e - n, 0)
        pads += [total // 2, total - total // 2]
    layer.up = False
    if layer.kind == "avgpool":
        inside = F.pad(torch.ones_like(x), pads)
        result: torch.Tensor = layer.module()(F.pad(x, pads)) / layer.module()(inside)
        return result
    padded = F.pad(x, pads, value=float("-inf") if layer.kind == "maxpool" else 0.0)
    made: torch.Tensor = layer.module()(padded)
    return made


def _same_transposed(layer: Layer, x: torch.Tensor) -> torch.Tensor:
    """Every kernel added where it stands, and `n * s` of that from max(e - s, 0)//2 on; the bias everywhere."""
    module = layer.module()
    whole = module(x) - module.bias  # type: ignore[operator]
    for axis, (n, s, e) in enumerate(zip(layer.size, layer.stride, layer.reach, strict=True), 2):
        begin = max(e - s, 0) // 2
        lacking = begin + n * s - whole.shape[axis]
        if lacking > 0:
            shape = list(whole.shape)
            shape[axis] = lacking
            whole = torch.cat([whole, torch.zeros(shape)], axis)
        whole = whole.narrow(axis, begin, n * s)
    result: torch.Tensor = whole + module.bias  # type: ignore[operator]
    return result


def run(code: str, x: torch.Tensor) -> torch.Tensor:
    torch.manual_seed(0)
    made: torch.Tensor = eval(code, {"torch": torch, "nn": nn, "F": F, "x": x})
    return made


def problems(kind: str, options: Options) -> Iterator[str]:
    """What of the answer is not what torch does. Raises Unclear: a question of `question` is none that is unclear."""
    layer = Layer(kind, options)
    expected = by_torch(kind, options) if "same" not in options else None
    try:
        answer = ask(kind, **options)
    except Impossible as why:
        if "same" in options and not options.get("mode"):
            yield f"refused: {why}"
        elif expected is not None and 0 not in expected:  # some of torch's routines make an empty result
            yield f"refused ({why}), torch gives {expected}"
        return
    if "same" not in options and list(answer.outputs) != expected:
        yield f"{answer.outputs}, torch gives {expected}"
        return
    with torch.no_grad():
        yield from _lines(layer, answer, options)


def _lines(layer: Layer, answer: Answer, options: Options) -> Iterator[str]:
    x = layer.image()
    same = same_by_torch(layer)
    if options.get("same") and list(answer.outputs) != list(same.shape[2:]):
        yield f"'same' gives {answer.outputs}, not {list(same.shape[2:])}"
    for line in answer.lines:
        try:
            made = run(line.code, x)
        except (RuntimeError, ValueError) as why:
            yield f"{line.code}: {why}"
            continue
        if line.does == "keras_same" and (made.shape != same.shape or not torch.allclose(made, same, atol=1e-5)):
            yield f"{line.code}: not the values of SAME"
        if line.does == "same_size" and made.shape != same.shape:
            yield f"{line.code}: {list(made.shape[2:])}, not {list(same.shape[2:])}"
        if line.does == "given" and list(made.shape[2:]) != list(answer.outputs):
            yield f"{line.code}: {list(made.shape[2:])}, not {answer.outputs}"
