"""Expressions for generated programs: templates whose holes are filled from the values at hand.

{x} {y} {z}  tensors; {y} and {z} mostly of the rank of {x}
{d} {e}      axes of {x}, from either end
{c} {l} {b}  the sizes of axis 1, of the last axis and of the first one of {x}: a number, or how code reads it
{n} {k} {s} {p} {f}   a small number, a kernel, a stride, a padding, a width
{i}          an index into axis {d}
{view}       sizes that have as many elements as {x}, perhaps with a -1
{sizes}      one to three small numbers
"""

from __future__ import annotations

import math
import random
import re
from typing import Any

UNARY = [
    "relu",
    "sigmoid",
    "tanh",
    "exp",
    "log1p",
    "abs",
    "neg",
    "square",
    "sqrt",
    "sin",
    "cos",
    "erf",
    "floor",
    "ceil",
    "round",
    "sign",
    "rsqrt",
    "reciprocal",
    "expm1",
    "logical_not",
    "isnan",
    "isfinite",
    "clone",
    "detach",
    "contiguous",
    "float",
    "double",
    "trunc",
    "frac",
    "atan",
    "asinh",
    "sinh",
    "cosh",
    "positive",
]
FUNCTIONAL = [
    "relu",
    "gelu",
    "silu",
    "elu",
    "selu",
    "mish",
    "softplus",
    "softsign",
    "hardtanh",
    "hardswish",
    "hardsigmoid",
    "leaky_relu",
    "relu6",
    "celu",
    "logsigmoid",
    "tanhshrink",
    "softshrink",
    "hardshrink",
    "dropout",
    "alpha_dropout",
]
REDUCTIONS = [
    "sum",
    "mean",
    "amax",
    "amin",
    "prod",
    "std",
    "var",
    "any",
    "all",
    "argmax",
    "argmin",
    "logsumexp",
    "softmax",
    "log_softmax",
    "cumsum",
    "cumprod",
    "flip",
    "logcumsumexp",
    "unsqueeze",
    "squeeze",
    "sort",
    "median",
    "norm",
    "max",
    "min",
    "mode",
    "cummax",
    "cummin",
    "count_nonzero",
]
KEEPING = ["sum", "mean", "amax", "amin", "prod", "std", "var", "argmax", "argmin", "logsumexp"]
BINARY = [
    "add",
    "sub",
    "mul",
    "div",
    "maximum",
    "minimum",
    "pow",
    "atan2",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "fmod",
    "remainder",
    "hypot",
    "logaddexp",
]
LOSSES = [
    "mse_loss",
    "l1_loss",
    "smooth_l1_loss",
    "huber_loss",
    "kl_div",
    "binary_cross_entropy_with_logits",
    "soft_margin_loss",
]

ANY: list[str] = [
    *(f"{{x}}.{name}()" for name in UNARY), *(f"torch.{name}({{x}})" for name in UNARY[:20]),
    *(f"F.{name}({{x}})" for name in FUNCTIONAL),
    *(f"{{x}}.{name}({{d}})" for name in REDUCTIONS), *(f"torch.{name}({{x}}, dim={{d}})" for name in REDUCTIONS[:16]),
    *(f"{{x}}.{name}(dim={{d}}, keepdim=True)" for name in KEEPING),
    *(f"torch.{name}({{x}}, {{y}})" for name in BINARY), "{x} + {y}", "{x} * {y}", "{x} - {y}.mean({d}, keepdim=True)",
    "{x} / {n}", "{x} + 1", "{x} ** 2", "1 - {x}", "-{x}", "{x} > 0", "{x} * {y} + {z}",
    *(f"F.{name}({{x}}, {{y}})" for name in LOSSES), "F.cosine_similarity({x}, {y}, dim={d})",
    "F.pairwise_distance({x}, {y})", "torch.lerp({x}, {y}, 0.5)", "torch.where({x} > 0, {x}, {y})",
    "torch.addcmul({x}, {y}, {z})", "torch.clamp({x}, -1, 1)", "{x}.clamp(min=0)",
    "{x}.transpose({d}, {e})", "{x}.movedim({d}, {e})", "{x}.permute({permutation})", "{x}.swapaxes({d}, {e})",
    "{x}.reshape({view})", "{x}.view({view})", "{x}.flatten()", "{x}.flatten(1)", "{x}.reshape(-1, {l})",
    "{x}.flatten({d}, {e})", "{x}.view({b}, -1)", "{x}.reshape({x}.size(0), -1)", "{x}.unsqueeze({d})", "{x}.squeeze()",
    "{x}.unflatten({d}, ({n}, -1))", "{x}.expand({n}, *{x}.shape)", "{x}.expand_as({y})", "{x}.repeat({sizes})",
    "{x}.repeat_interleave({n}, dim={d})", "{x}.tile({sizes})", "{x}.roll({n}, {d})", "{x}.numel()", "{x}.dim()",
    "{x}.ravel()", "{x}.new_zeros({sizes})", "torch.zeros_like({x})", "torch.ones_like({x})", "torch.randn_like({x})",
    "torch.cat([{x}, {y}], dim={d})", "torch.cat(({x}, {x}, {y}), {d})", "torch.stack([{x}, {y}], dim={d})",
    "torch.stack([{x}] * {n})", "torch.hstack([{x}, {y}])", "torch.vstack([{x}, {y}])", "torch.concat([{x}, {y}])",
    "{x}.chunk({n}, dim={d})", "{x}.split({n}, dim={d})", "torch.unbind({x}, {d})", "{x}.narrow({d}, 0, {n})",
    "{x}.select({d}, {i})", "torch.tensor_split({x}, {n}, dim={d})", "{x}.topk({n}, dim={d})", "{x}.kthvalue({n}, {d})",
    "{x}[{i}]", "{x}[:, {i}]", "{x}[..., {i}]", "{x}[None]", "{x}[..., None]", "{x}[:, None]", "{x}[:, :{n}]",
    "{x}[::2]", "{x}[..., 1:]", "{x}[..., :-1]", "{x}[{x} > 0]", "{x}[torch.arange({n})]", "{x}[-1]", "{x}[[0, {i}]]",
    "{x}.index_select({d}, torch.arange({n}))", "{x}.gather({d}, {x}.argsort({d}))", "{x}.argsort({d})",
    "{x}.masked_fill({x} > 0, 0.0)", "torch.take_along_dim({x}, {x}.argmin({d}, keepdim=True), {d})",
    "{x}.diff(dim={d})", "torch.cumsum({x}, {d})[..., -1]", "{x}.unfold({d}, {k}, {s})", "{x}.nonzero()",
    "nn.Linear({l}, {f})({x})", "F.linear({x}, torch.randn({f}, {l}))", "nn.LayerNorm({l})({x})",
    "F.layer_norm({x}, {x}.shape[-{n}:])", "F.normalize({x}, dim={d})", "nn.Identity()({x})", "nn.Dropout(0.1)({x})",
    "nn.Softmax(dim={d})({x})", "nn.Flatten()({x})", "nn.PReLU({c})({x})", "F.glu({x}, dim={d})", "nn.RMSNorm({l})({x})",
    "nn.GroupNorm({n}, {c})({x})", "F.group_norm({x}, {n})", "torch.matmul({x}, {y}.transpose(-1, -2))", "{x} @ {y}",
    "{x} @ torch.randn({l}, {f})", "torch.einsum('...i,ij->...j', {x}, torch.randn({l}, {f}))",
    "torch.tensordot({x}, {y}, dims={n})", "torch.kron({x}, {y})", "F.pad({x}, ({p}, {p}))", "F.pad({x}, ({p}, {p}, {n}, 0))",
    "torch.atleast_2d({x})", "torch.broadcast_to({x}, ({n}, *{x}.shape))", "F.one_hot({x}.argmax({d}), 9)",
    "nn.Embedding(9, {f})({x}.argmax({d}))", "{x}.to(torch.float64)", "{x}.type_as({y})", "torch.full_like({x}, 2.0)",
    "{x}.scatter({d}, {x}.argsort({d}), 0.0)", "{x}.relu_()", "{x}.add_({y})", "{x}.mul_({n})", "{x}.mT", "{x}.new_ones({b}, {l})",
    "{x}.swapdims({d}, {e})", "torch.randn({b}, {l}) + {x}", "nn.Bilinear({l}, {l}, {f})({x}, {y})", "torch.broadcast_tensors({x}, {y})",
    "{x}.unsqueeze({d}).squeeze({d})", "{x}.sum()", "{x}.mean() * {y}", "{x}.view_as({y})", "{x}.reshape({y}.shape)",
    "torch.rot90({x}, 1, ({d}, {e}))", "{x}.diagonal(0, {d}, {e})", "torch.linalg.norm({x}, dim={d})", "torch.meshgrid({x}.flatten(), {y}.flatten(), indexing='ij')",
]  # fmt: skip
MATRIX = [
    "{x}.t()", "torch.mm({x}, {y}.t())", "{x}.T", "{x}.mv(torch.randn({l}))", "torch.addmm(torch.zeros({f}), {x}, torch.randn({l}, {f}))",
    "nn.BatchNorm1d({c})({x})", "torch.cdist({x}, {y})", "F.cross_entropy({x}, {x}.argmax(1))", "F.nll_loss({x}.log_softmax(1), {x}.argmax(1))",
    "torch.tril({x})", "torch.triu({x})", "torch.trace({x})", "torch.outer({x}[0], {y}[0])", "torch.linalg.pinv({x})", "torch.diag({x})",
    "nn.LSTMCell({l}, {f})({x})", "nn.GRUCell({l}, {f})({x})", "torch.block_diag({x}, {y})", "torch.cov({x})", "torch.cartesian_prod({x}[0], {y}[0])",
]  # fmt: skip
SEQUENCE = [
    "nn.Conv1d({c}, {f}, {k})({x})", "nn.Conv1d({c}, {f}, {k}, padding={p})({x})", "nn.Conv1d({c}, {c}, {k}, groups={c})({x})",
    "nn.BatchNorm1d({c})({x})", "nn.MaxPool1d({k})({x})", "nn.AvgPool1d({k}, {s})({x})", "F.adaptive_avg_pool1d({x}, {n})", "nn.InstanceNorm1d({c})({x})",
    "torch.bmm({x}, {y}.transpose(1, 2))", "{x}.bmm({y})", "nn.ConvTranspose1d({c}, {f}, {k}, {s})({x})", "nn.LSTM({l}, {f}, batch_first=True)({x})",
    "nn.GRU({l}, {f})({x})", "nn.RNN({l}, {f}, batch_first=True)({x})", "F.interpolate({x}, scale_factor={n})", "torch.baddbmm({x}, {y}, {z})",
    "nn.MultiheadAttention({l}, 1, batch_first=True)({x}, {y}, {y})", "F.scaled_dot_product_attention({x}, {y}, {y})",
    "nn.TransformerEncoderLayer({l}, 1, 8, batch_first=True)({x})", "nn.ReflectionPad1d({p})({x})", "F.conv1d({x}, torch.randn({f}, {c}, {k}))",
    "torch.cdist({x}, {y})", "F.cross_entropy({x}, {x}.argmax(1))",
]  # fmt: skip
IMAGE = [
    "nn.Conv2d({c}, {f}, {k})({x})", "nn.Conv2d({c}, {f}, {k}, {s}, {p})({x})", "nn.Conv2d({c}, {f}, kernel_size={k}, padding='same')({x})",
    "nn.Conv2d({c}, {c}, {k}, groups={c})({x})", "nn.Conv2d({c}, {f}, {k}, dilation={s})({x})", "nn.ConvTranspose2d({c}, {f}, {k}, {s})({x})",
    "nn.BatchNorm2d({c})({x})", "nn.InstanceNorm2d({c}, affine=True)({x})", "nn.MaxPool2d({k})({x})", "F.max_pool2d({x}, {k}, {s})", "F.avg_pool2d({x}, {k})",
    "F.adaptive_avg_pool2d({x}, {n})", "F.adaptive_max_pool2d({x}, ({n}, {s}))", "nn.Upsample(scale_factor=2)({x})", "nn.PixelShuffle({s})({x})",
    "nn.PixelUnshuffle({s})({x})", "F.interpolate({x}, size=({n}, {k}))", "F.interpolate({x}, {y}.shape[-2:])", "nn.ZeroPad2d({p})({x})", "F.pad({x}, ({p}, {p}, {p}, {p}), mode='reflect')",
    "nn.ReplicationPad2d({p})({x})", "F.unfold({x}, {k})", "nn.LPPool2d(2, {k})({x})", "F.conv2d({x}, torch.randn({f}, {c}, {k}, {k}), padding={p})",
    "nn.Dropout2d(0.1)({x})", "nn.ChannelShuffle({n})({x})", "nn.LocalResponseNorm(2)({x})", "F.scaled_dot_product_attention({x}, {y}, {y})",
    "F.grid_sample({x}, torch.zeros({b}, {n}, {k}, 2))", "F.cross_entropy({x}, {x}.argmax(1))", "nn.Softmax2d()({x})",
]  # fmt: skip
VOLUME = [
    "nn.Conv3d({c}, {f}, {k})({x})", "nn.MaxPool3d({k})({x})", "nn.BatchNorm3d({c})({x})", "F.adaptive_avg_pool3d({x}, {n})", "nn.AvgPool3d({k}, {s})({x})",
    "nn.ConvTranspose3d({c}, {f}, {k})({x})", "nn.Dropout3d(0.1)({x})",
]  # fmt: skip
OF_RANK = {1: ["torch.outer({x}, {y})", "torch.dot({x}, {y})", "torch.diag({x})", "torch.vander({x})"], 2: MATRIX, 3: SEQUENCE, 4: IMAGE, 5: VOLUME}  # fmt: skip

LAYERS: dict[int, list[str]] = {
    0: ["nn.Linear({l}, {f})", "nn.LayerNorm({l})", "nn.ReLU()", "nn.GELU()", "nn.Tanh()", "nn.Dropout(0.1)", "nn.Identity()", "nn.Flatten()", "nn.Sigmoid()"],
    2: ["nn.Linear({l}, {f})", "nn.BatchNorm1d({c})"],
    3: ["nn.Conv1d({c}, {f}, {k}, padding={p})", "nn.BatchNorm1d({c})", "nn.MaxPool1d({k})", "nn.AdaptiveAvgPool1d({n})", "nn.TransformerEncoderLayer({l}, 1, 8)"],
    4: ["nn.Conv2d({c}, {f}, {k}, padding={p})", "nn.Conv2d({c}, {f}, {k}, {s}, {p})", "nn.BatchNorm2d({c})", "nn.MaxPool2d({k})", "nn.AvgPool2d({k})",
        "nn.AdaptiveAvgPool2d({n})", "nn.ConvTranspose2d({c}, {f}, {k}, {s})", "nn.Upsample(scale_factor=2)", "nn.GroupNorm(1, {c})", "nn.InstanceNorm2d({c})", "nn.PixelUnshuffle({s})"],
    5: ["nn.Conv3d({c}, {f}, {k}, padding={p})", "nn.BatchNorm3d({c})"],
}  # fmt: skip

HOLE = re.compile(r"\{(\w+)\}")
OPERATION = re.compile(r"(?:torch(?:\.linalg)?|nn|F|[a-z]\w*|\])\.([A-Za-z_]\w*)")
WRONG = 0.12
"""How often a hole is filled with something that may well not fit; three times in four where a mistake is wanted."""


def tensors_of(values: dict[str, Any]) -> list[str]:
    """The names of tensors that further operations may be given."""
    import torch

    tensors = [(name, value) for name, value in values.items() if isinstance(value, torch.Tensor)]
    return [name for name, value in tensors if value.is_floating_point() and 0 < value.numel() < 20_000]


class Filling:
    """The holes of one template, filled: the same one with the same text wherever it stands.

    of: the name of {x}. numbers: names whose values may stand for a number. wrong: how often nothing fits.
    """

    def __init__(self, pick: random.Random, values: dict[str, Any], of: str, wrong: float = WRONG) -> None:
        self.pick, self.values, self.of, self.wrong = pick, values, of, wrong
        self.shape = tuple(values[of].shape)
        self.axis = pick.randrange(max(len(self.shape), 1))
        self.filled: dict[str, str] = {"x": of}

    def fill(self, template: str) -> str:
        return HOLE.sub(self._filled, template)

    def _filled(self, hole: re.Match[str]) -> str:
        name = hole[1]
        if name not in self.filled:
            self.filled[name] = self._hole(name)
        return self.filled[name]

    def _hole(self, hole: str) -> str:
        pick, shape, rank = self.pick, self.shape, len(self.shape)
        off = pick.random() < self.wrong
        if hole in ("y", "z"):
            return self._other(off)
        if hole in ("d", "e"):
            axis = pick.randrange(rank + 1) if off or not rank else self.axis if hole == "d" else pick.randrange(rank)
            return str(axis - rank if pick.random() < 0.4 else axis)
        if hole in ("c", "l", "b"):
            at = {"c": 1 if rank > 1 else 0, "l": -1, "b": 0}[hole]
            return self._size(at, off)
        if hole == "i":
            size = shape[self.axis] if rank else 1
            return str(pick.randrange(min(size, min(shape, default=1)) + (2 if off else 0) or 1))
        if hole == "view":
            return ", ".join(self._factors(math.prod(shape) + (pick.randrange(3) if off else 0)))
        if hole == "permutation":
            order = pick.sample(range(rank), rank)
            return ", ".join(map(str, order[:-1] if off else order))
        if hole == "sizes":
            return ", ".join(str(pick.randint(1, 3)) for _ in range(rank + pick.choice((0, 0, 1))))
        if hole in self.values:
            return hole
        return self._number(pick.choice(CHOICES[hole]))

    def _other(self, off: bool) -> str:
        names = tensors_of(self.values)
        if not off:
            same = [name for name in names if tuple(self.values[name].shape) == self.shape]
            names = same if same and self.pick.random() < 0.7 else [
                name for name in names if self.values[name].dim() == len(self.shape)
            ]  # fmt: skip
        return self.pick.choice(names)

    def _size(self, at: int, off: bool) -> str:
        if not self.shape:
            return "1"
        size = self.shape[at]
        if off:
            return self._number(self.pick.choice([size + 1, max(size - 1, 1), size * 2, *self.shape]))
        if self.pick.random() < 0.2:
            return f"{self.of}.{self.pick.choice(('shape[{}]', 'size({})')).format(at)}"
        return self._number(size)

    def _number(self, number: int) -> str:
        """The number, or a name that stands for it."""
        names = [name for name, value in self.values.items() if type(value) is int and value == number]
        return self.pick.choice(names) if names and self.pick.random() < 0.6 else str(number)

    def _factors(self, count: int) -> list[str]:
        pick, found = self.pick, []
        for _ in range(pick.randrange(4)):
            divisors = [n for n in range(1, count + 1) if count % n == 0]
            found.append(pick.choice(divisors))
            count //= found[-1]
        found.append(count)
        pick.shuffle(found)
        texts = [self._number(one) for one in found]
        if pick.random() < 0.4:
            texts[pick.randrange(len(texts))] = "-1"
        return texts


CHOICES = {"n": (1, 2, 2, 3, 4), "k": (1, 2, 3, 3, 5), "s": (1, 2, 2, 3), "p": (0, 1, 1, 2), "f": (2, 3, 4, 6, 8)}


def expression(pick: random.Random, values: dict[str, Any], wrong: float = WRONG) -> str:
    """An expression over the tensors of `values`, which may well fail."""
    names = tensors_of(values)
    if not names:
        return "torch.ones(2, 3)"
    of = pick.choice(names[-6:])
    templates = OF_RANK.get(values[of].dim(), ANY) if pick.random() < 0.45 else ANY
    return Filling(pick, values, of, wrong).fill(pick.choice(templates))


def layer(pick: random.Random, values: dict[str, Any], of: str, wrong: float = WRONG) -> str:
    """A layer for the tensor of that name, which may well not fit it."""
    templates = LAYERS[0] + LAYERS.get(values[of].dim(), []) * 3
    return Filling(pick, values, of, wrong).fill(pick.choice(templates))
