"""What real programs do around their operations: numpy on the way, einops, loops over pairs, tensors in dictionaries,
changes in place, and networks that are made by a configuration.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.bodies import INDENT, Body, Maker, indented
from generator.expressions import Filling, tensors_of

BY_NUMPY = [
    "torch.from_numpy({x}.detach().numpy().sum(axis={d}, keepdims=True))",
    "torch.from_numpy({x}.detach().numpy().reshape({view}))",
    "torch.from_numpy(np.stack([{x}.detach().numpy()] * {n}))",
    "torch.from_numpy(np.expand_dims({x}.detach().numpy(), {d}))",
    "torch.from_numpy(np.concatenate([{x}.detach().numpy(), {y}.detach().numpy()], axis={d}))",
    "torch.from_numpy(np.transpose({x}.detach().numpy(), ({permutation})).copy())",
    "torch.as_tensor(np.zeros({x}.shape, dtype=np.float32)) + {y}",
    "torch.from_numpy({x}.detach().numpy()[..., None])",
    "torch.from_numpy({x}.detach().numpy()[:, {i}].copy())",
    "torch.from_numpy(np.repeat({x}.detach().numpy(), {n}, axis={d}))",
    "torch.tensor({x}.detach().numpy().mean({d}).tolist())",
    "torch.from_numpy({x}.detach().numpy() @ np.ones(({l}, {f}), dtype=np.float32))",
]
SLICES = [
    "{x}[:, :{x}.shape[0]]",
    "{x}[..., {l} // 2 :]",
    "{x}[:, {n}:-1]",
    "{x}[{b} - 1]",
    "{x}[:, : {c} // 2]",
    "{x}[..., -{n}:]",
    "{x}[: {x}.size(0) // 2]",
    "{x}[..., : {l} - {n}]",
    "{x}[torch.arange({b}), 0]",
    "{x}[:, [0, -1]]",
    "{x}[..., 0, :]",
]
VIEWS = [
    "{x}.permute({permutation}).reshape({view})",
    "{x}.transpose({d}, {e}).contiguous().view({view})",
    "{x}.permute({permutation}).view({view})",
    "{x}.transpose(0, 1).flatten(1)",
    "{x}.mT.reshape(-1, {l})",
    "{x}.transpose(-1, -2).view({b}, -1)",
    "{x}.expand({n}, *{x}.shape).reshape(-1, {l})",
    "{x}[..., ::2].view({b}, -1)",
    "{x}.permute({permutation}).contiguous().flatten({d})",
]
BY_EINOPS = {
    1: ["rearrange({x}, '(a b) -> a b', a={n})", "repeat({x}, 'n -> b n', b={n})"],
    2: [
        "rearrange({x}, 'a b -> b a')",
        "rearrange({x}, '(a n) b -> a n b', n={n})",
        "reduce({x}, 'a b -> a', 'mean')",
        "repeat({x}, 'a b -> a b c', c={n})",
    ],
    3: [
        "rearrange({x}, 'b n d -> b (n d)')",
        "rearrange({x}, 'b n (h d) -> b h n d', h={n})",
        "reduce({x}, 'b n d -> b d', 'max')",
        "rearrange({x}, 'b n d -> (b n) d')",
    ],
    4: [
        "rearrange({x}, 'b c h w -> b (h w) c')",
        "rearrange({x}, 'b c (h p) (w q) -> b (h w) (p q c)', p={n}, q={n})",
        "reduce({x}, 'b c h w -> b c', 'mean')",
        "rearrange({x}, 'b h n d -> b n (h d)')",
        "reduce({x}, 'b c (h p) (w q) -> b c h w', 'max', p=2, q=2)",
    ],
    5: ["rearrange({x}, 'b c t h w -> (b t) c h w')", "rearrange({x}, 'b c ... -> b c (...)')"],
}
CHANGES = [
    "{x} += {y}",
    "{x} *= 2",
    "{x} -= {y}.mean({d}, keepdim=True)",
    "{x}[{i}] = 0",
    "{x}[:, {i}] = {y}[:, {i}]",
    "{x}.copy_({y})",
    "{x}.clamp_(0, 1)",
    "{x}[{x} > 0] = 1",
    "{x}[..., :{n}] = 0",
    "{x}[:, 1:] = {x}[:, :-1]",
    "{x}.unsqueeze_({d})",
    "{x}.squeeze_()",
    "{x}.t_()",
    "{x} /= {n}",
    "{x}[0] += {y}[0]",
    "{x}.transpose_({d}, {e})",
    "{x}.zero_()",
    "{x}[:{n}, ...] = {y}[:{n}]",
]


def idiom(body: Body) -> None:
    """An expression of one of these sorts."""
    pick = body.pick

    def make(wrong: float) -> str:
        of = pick.choice(tensors_of(body.values)[-6:])
        sorts = [BY_NUMPY, SLICES, VIEWS, BY_EINOPS.get(body.values[of].dim(), SLICES)]
        return Filling(pick, body.values, of, wrong).fill(pick.choice(pick.choice(sorts)))

    if tensors_of(body.values):
        body.assign(body.latest() if pick.random() < 0.3 else body.maker.name("v"), make)


def change(body: Body) -> None:
    """A copy, changed in place."""
    name = body.maker.name("v")
    if body.perform([f"{name} = {body.latest()}.clone()"]) is None and name in tensors_of(body.values):
        body.attempt(lambda wrong: Filling(body.pick, body.values, name, wrong).fill(body.pick.choice(CHANGES)))


def pairs(body: Body) -> None:
    """A loop over two things at once, or over numbered ones."""
    pick, one, two, number = body.pick, body.maker.name("one"), body.maker.name("two"), body.maker.name("i")
    of, other, store = body.latest(), body.latest(), body.maker.name("many")
    inner = body.inner()
    try:
        inner.values[one], inner.values[two] = body.values[of][0], body.values[other][0]
    except IndexError:  # of a scalar
        return
    inner.values[number] = 0
    inner.grow(pick.randint(1, 2))
    head = pick.choice(
        (
            f"for {number}, ({one}, {two}) in enumerate(zip({of}, {other})):",
            f"for {one}, {two} in zip({of}.unbind(0), {other}.unbind(0)):",
            f"for {number}, {one} in enumerate({of}):",
            f"for {one}, {two} in zip([{of}[0]] * 2, [{other}[0]] * 3):",
        )
    )
    kept = inner.latest()
    rows = [f"{store} = []", head, *indented(inner), f"{INDENT}{store}.append({kept})"]
    rows.append(f"{body.maker.name('v')} = torch.{pick.choice(('stack', 'cat'))}({store})")
    body.block(rows, inner)


def named(body: Body) -> None:
    """Tensors in a dictionary, gone through by name."""
    pick, held, v = body.pick, body.maker.name("held"), body.maker.name("v")
    step = Filling(pick, body.values, body.latest()).fill(
        pick.choice(("{x}[None]", "{x}.mean({d}, keepdim=True)", "{x}.flatten(1)", "{x} + 1", "{x}.sum({d})"))
    )
    of = step.split(".")[0].split("[")[0].split(" ")[0]
    rows = [f'{held} = {{"a": {of}, "b": {body.latest()}}}']
    rows += pick.choice(
        (
            [f"for name, value in {held}.items():", f"{INDENT}{held}[name] = {step.replace(of, 'value', 1)}"],
            [f"{held} = {{name: {step.replace(of, 'value', 1)} for name, value in {held}.items()}}"],
            [f'{held}["c"] = {step}', f'{held}.update(a={held}["c"])'],
        )
    )
    rows.append(
        f"{v} = " + pick.choice(('{0}["a"]', "torch.cat(list({0}.values()))", "sum({0}.values())")).format(held)
    )
    body.perform(rows)


BLOCKS = [
    "nn.Linear({w}, {w})",
    "nn.Sequential(nn.LayerNorm({w}), nn.Linear({w}, {w} * 2), nn.GELU(), nn.Linear({w} * 2, {w}))",
    "nn.Conv1d({w}, {w}, 3, padding=1)",
    "nn.Sequential(nn.Conv2d({w}, {w}, 3, padding=1), nn.BatchNorm2d({w}))",
    "nn.TransformerEncoderLayer({w}, {h}, 8, batch_first=True)",
]
HEADS = ["nn.Linear({w}, 3)", "nn.Linear({w} * 2, 3)", "nn.LayerNorm({w})", "nn.Identity()"]
BEFORE = ["x.flatten(2)", "x.reshape(x.shape[0], -1, self.width)", "x[..., : self.width]", "x.transpose(1, -1)", "x"]
LOOPS = [
    ["for layer in self.layers:", "    x = layer(x)"],
    [
        "for i, layer in enumerate(self.layers):",
        "    x = x + layer(x)",
        "    if i < len(self.layers) - 1:",
        "        x = F.relu(x)",
    ],
    ["kept = [x]", "for layer in self.layers:", "    kept.append(layer(kept[-1]))", "x = torch.stack(kept).mean(0)"],
]
AFTER = ["x", "x.mean(1)", "x.view(x.size(0), -1, self.width)", "x.flatten(1)"]


def configured(maker: Maker) -> tuple[str, str, list[str]]:
    """A configuration and a network that it makes: (the class, what gives the configuration, all rows)."""
    pick, name, config = maker.pick, maker.name("Model"), maker.name("Config")
    numbers = {"width": pick.choice((2, 4, 8, 9)), "depth": pick.choice((1, 2, 3)), "heads": pick.choice((1, 2, 3))}
    by_class = pick.random() < 0.6
    if by_class:
        rows = ["@dataclass", f"class {config}:", *(f"    {one}: int = {number}" for one, number in numbers.items())]
    else:
        rows = [f"{config} = {numbers}"]
    width, depth, heads = (f"config.{one}" if by_class else f'config["{one}"]' for one in numbers)
    block, head = (pick.choice(one).format(w=width, h=heads) for one in (BLOCKS, HEADS))
    forward = [f"x = {pick.choice(BEFORE)}", *pick.choice(LOOPS), f"x = {pick.choice(AFTER)}", "return self.out(x)"]
    init = [
        "super().__init__()",
        "self.config = config",
        f"self.layers = nn.ModuleList([{block} for _ in range({depth})])",
        f"self.out = {head}",
    ]
    rows += ["", f"class {name}(nn.Module):", "    def __init__(self, config):", *(INDENT * 2 + one for one in init)]
    rows += [
        "",
        "    @property",
        "    def width(self):",
        f"        return self.{width}",
        "",
        "    def forward(self, x):",
    ]
    rows += [INDENT * 2 + one for one in forward if one != "x = x"]
    return name, f"{config}()" if by_class else config, rows


STATEMENTS: dict[str, Callable[[Body], None]] = {"idiom": idiom, "change": change, "pairs": pairs, "named": named}
KINDS = {"idiom": 16, "change": 6, "pairs": 3, "named": 3}
FLAT = ("idiom", "change", "named")
HEAD = """import numpy as np
from dataclasses import dataclass
from einops import rearrange, reduce, repeat
"""
