"""Whole generated programs: functions, classes with inheritance, and a main part that uses them."""

from __future__ import annotations

import random
import warnings
from collections import defaultdict
from types import SimpleNamespace
from typing import Any, NamedTuple

from generator import idioms
from generator.bodies import FLAT, INDENT, KINDS, STATEMENTS, Body, Maker, indented
from generator.elsewhere import elsewhere
from generator.expressions import layer

STATEMENTS |= idioms.STATEMENTS
KINDS |= idioms.KINDS
FLAT += idioms.FLAT

HEAD = f"""{idioms.HEAD}import torch
import torch.nn.functional as F
from collections import defaultdict
from types import SimpleNamespace
from torch import nn
from elsewhere import coin, count, some
"""

SHAPES = ((2, 3, 8, 8), (1, 4, 6, 6), (4, 3, 9), (2, 6, 4), (3, 8), (4, 4), (5, 2), (6,), (2, 2, 4, 4, 4), (2, 1, 5, 7))


class Program(NamedTuple):
    """A program, and for each of its functions and classes the same definitions with a call of that one alone."""

    text: str
    alone: list[str]


def program(seed: int) -> Program:
    """The program of a seed. Needs torch, and leaves its random state changed."""
    import torch
    import torch.nn.functional as functional

    torch.manual_seed(seed)
    pick = random.Random(seed)
    values: dict[str, Any] = {"torch": torch, "F": functional, "nn": torch.nn, "defaultdict": defaultdict}
    values |= {"SimpleNamespace": SimpleNamespace, "reveal_shape": lambda value: value, **_names(elsewhere(0))}
    exec(idioms.HEAD, values)
    maker = Maker(pick, values, hides=pick.choice((0, 0, 0.8)), mistakes=int(pick.random() < 0.8))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(pick.choice((0, 1, 1, 2, 3))):
            pick.choice((_function, _class, _class, _model))(maker)
        main = Body(maker, maker.values)
        for _ in range(pick.randint(2, 4)):
            main.perform([f"{maker.name('x')} = torch.{pick.choice(('randn', 'ones', 'rand'))}{pick.choice(SHAPES)}"])
        main.grow(pick.randint(4, 12))
    rows = main.lines
    if pick.random() < 0.3:
        rows = ["def main():", *indented(main), "", "", 'if __name__ == "__main__":', INDENT + "main()"]
    alone = ["\n".join([HEAD, *maker.defined, "", row, ""]) for row in maker.alone]
    return Program("\n".join([HEAD, *maker.defined, *rows, ""]), alone)


def _names(module: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(module).items() if not name.startswith("__")}


def _sample(maker: Maker) -> Any:
    import torch

    return torch.randn(maker.pick.choice(SHAPES))


def _function(maker: Maker) -> None:
    """A helper of a tensor, with a default that is used as a number, or an optional second tensor."""
    pick, name = maker.pick, maker.name("helper")
    body = Body(maker, maker.values, kinds=KINDS)
    sample = body.values["x"] = _sample(maker)
    parameters = ["x"]
    if pick.random() < 0.5:
        body.values["k"] = pick.randint(1, 4)
        parameters.append(f"k={body.values['k']}")
    if pick.random() < 0.3:
        parameters.append("other=None")
        body.lines += ["if other is not None:", INDENT + "x = torch.cat([x, other])"]
    body.grow(pick.randint(1, 5))
    rows = [f"def {name}({', '.join(parameters)}):", *indented(body), f"{INDENT}return {body.latest()}"]
    if _define(maker, name, rows):
        maker.alone.append(f"{name}(torch.ones{tuple(sample.shape)})")


def _class(maker: Maker) -> None:
    """A module whose layers fit a sample; perhaps a second class that inherits and does one step in its own way."""
    pick, name = maker.pick, maker.name("Net")
    sample = _sample(maker)
    width = pick.choice((2, 4, 8))
    body = Body(maker, maker.values, kinds={**KINDS, "unknown": 1})
    held = SimpleNamespace()
    body.values |= {"x": sample, "self": held}
    init, channels = [], sample.shape[1] if sample.dim() > 1 else sample.shape[0]
    names = {"channels": int(channels), "width": width}
    for _ in range(pick.randint(1, 4)):
        _layer(body, held, init, names)
        body.grow(pick.choice((0, 0, 1, 2)))
    parameters = f"self, channels, width={width}"
    rows = [f"class {name}(nn.Module):", f"{INDENT}def __init__({parameters}):", INDENT * 2 + "super().__init__()"]
    rows += [INDENT * 2 + row for row in init] + ["", f"{INDENT}def forward(self, x):"]
    rows += [INDENT + row for row in indented(body)] + [INDENT * 2 + f"return {body.latest()}"]
    if not _define(maker, name, rows, callable_=False):
        return
    built = name
    if pick.random() < 0.4:
        built = _heir(maker, name, sample)
    net = maker.name("net")
    if pick.random() < 0.9 and _define(maker, net, [f"{net} = {maker.call(built)}({channels})"]):
        maker.alone += [f"{one}({channels})(torch.ones{tuple(sample.shape)})" for one in {name: 0, built: 0}]


def _layer(body: Body, held: Any, init: list[str], names: dict[str, int]) -> None:
    """One more layer in the constructor, alone, in a Sequential or in a ModuleList, and the row that calls it."""
    pick, of = body.pick, body.latest()
    at_hand = {name: value for name, value in body.values.items() if type(value) is not int} | names
    for _ in range(12):
        called = body.maker.name("layer")
        made = layer(pick, at_hand, of)
        if f"{of}.s" in made:
            continue  # a constructor knows no tensor
        way = pick.random()
        if way < 0.2:
            made = f"nn.Sequential({made}, {pick.choice(('nn.ReLU()', 'nn.Tanh()', 'nn.Dropout(0.1)'))})"
        elif way < 0.3:
            made = f"nn.ModuleList([{made} for _ in range({pick.choice(('1', '2', 'count()'))})])"
        try:
            setattr(held, called, eval(made, body.values | names))
        except Exception:  # noqa: BLE001 - it cannot be built
            continue
        rows = [f"{of} = self.{called}({of})"]
        if made.startswith("nn.ModuleList"):
            rows = [f"for one in self.{called}:", f"{INDENT}{of} = one({of})"]
        if body.perform(rows) is None:
            init.append(f"self.{called} = {made}")
            return


def _heir(maker: Maker, base: str, sample: Any) -> str:
    """A class that inherits: it goes on where its base ends, or has an input of its own made first."""
    name, pick = maker.name("Heir"), maker.pick
    body = Body(maker, maker.values, kinds=KINDS)
    body.values["x"] = sample
    before = pick.random() < 0.5
    body.grow(pick.randint(1, 2))
    rows = [f"class {name}({base}):", f"{INDENT}def forward(self, x):"]
    last = body.latest()
    if before:
        rows += [INDENT + row for row in indented(body)] + [INDENT * 2 + f"return super().forward({last})"]
    else:
        step = pick.choice(("flatten()", "flatten(1)", "mean(-1)", "unsqueeze(0)"))
        rows += [INDENT * 2 + "x = super().forward(x)", INDENT * 2 + f"return x.{step}"]
    return name if _define(maker, name, rows, callable_=False) else base


def _model(maker: Maker) -> None:
    """A network that is made by a configuration, alone with whatever inputs it takes."""
    name, config, rows = idioms.configured(maker)
    net = maker.name("net")
    if _define(maker, name, rows, callable_=False) and _define(maker, net, [f"{net} = {maker.call(name)}({config})"]):
        calls = [f"{name}({config})(torch.ones{shape})" for shape in SHAPES]
        maker.alone += [call for call in calls if Body(maker, maker.values).perform([call], keep=False) is None]


def _define(maker: Maker, name: str, rows: list[str], callable_: bool = True) -> bool:
    try:
        exec(compile("\n".join(rows), "<grown>", "exec"), maker.values)
    except Exception:  # noqa: BLE001 - what a constructor refuses is not wanted here
        return False
    maker.defined += [*rows, ""]
    if callable_:
        maker.callables.append(name)
    return True
