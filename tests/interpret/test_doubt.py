"""What cannot be known is no error: working programs, each with a twin that shows that such an error is still found.

`mark` becomes `mistake` in the twin, and what is wrong there is marked. torch runs both with `run`, which shapelint
does not see.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from markers import MARK, unmarked

from shapelint.lint.one_file import check_source

HEAD = "import torch\nimport torch.nn.functional as F\nfrom torch import nn\n"


class Case(NamedTuple):
    program: str
    mark: str
    mistake: str
    run: str


CASES = {
    "a tensor of a size that was compared": Case(
        """
def total(pred, target):
    assert pred.size() == target.size()
    return pred.new_zeros(pred.shape).sum(dim=1)


def marked(outputs, targets):
    if targets.shape != outputs.shape:
        raise ValueError("sizes differ")
    marks = torch.zeros(outputs.size())
    marks[0, 1] = 1
    rows = torch.ones(targets.size(), dtype=torch.long)
    return marks.flatten(1) + rows[:, 0:1]
""",
        "    marks[0, 1] = 1",
        "    marks = torch.zeros(3, 4)\n    marks[0, 1, 2] = 1  # error: [wrong-rank]",
        "total(torch.ones(4, 5), torch.ones(4, 5)), marked(torch.ones(2, 3), torch.ones(2, 3))",
    ),
    "what each round asks is asked of the same numbers": Case(
        """
def pooled(x, gate):
    maps = torch.ones(2, 4, 6, 6)
    for _ in range(4):
        if x.sum() > 0:
            maps = nn.LocalResponseNorm(2)(maps)
        if gate.sum() > 0:
            maps = maps.mean((2, 3))
    return maps


pooled(torch.ones(3), torch.zeros(3))
""",
        "    return maps\n",
        "    return nn.LocalResponseNorm(2)(torch.ones(2, 4))  # error: [wrong-rank]\n",
        "pooled(torch.ones(3), torch.zeros(3))",
    ),
    "a function alone may take what is no batch": Case(
        """
def product(x):
    x = F.interpolate(x, scale_factor=2)
    return x.bmm(x)


def pooled(x):
    x = F.max_pool2d(x, 2)
    return x.flatten(1)
""",
        "    return x.flatten(1)",
        "    return x.flatten(1, 4)  # error: [axis-out-of-range]",
        "product(torch.ones(2, 12, 6)), pooled(torch.ones(2, 3, 4, 4))",
    ),
    "axes of single samples": Case(
        """
class Single(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 4, 3)
        self.norm = nn.BatchNorm1d(4)

    def forward(self, x):
        x = self.first(x)
        channels, rows, columns = x.shape
        return self.norm(x.flatten(1).t())
""",
        "        return self.norm(x.flatten(1).t())",
        "        return self.norm(x.flatten(1).t()[..., None, None])  # error: [wrong-rank]",
        "Single()(torch.ones(3, 8, 8))",
    ),
    "two numbers that are compared are sizes": Case(
        """
class Net(nn.Module):
    def __init__(self, width, other):
        super().__init__()
        self.first, self.last = nn.Linear(8, width), nn.Linear(other, 3)
        if width != other:
            raise ValueError("widths differ")

    def forward(self, x):
        return self.last(self.first(x.view(-1, 8)))
""",
        "self.first(x.view(-1, 8)))",
        "self.first(x.view(-1, 8))[:, 1:])  # error: [feature-mismatch]",
        "Net(4, 4)(torch.ones(2, 8))",
    ),
    "an optional argument that forbids another": Case(
        """
class Bag(nn.EmbeddingBag):
    def forward(self, input, offsets=None, per_sample_weights=None):
        return F.embedding_bag(input, self.weight, offsets, mode=self.mode, per_sample_weights=per_sample_weights)


class Attention(nn.Module):
    def forward(self, x, mask=None):
        x = x.relu()
        return F.scaled_dot_product_attention(x, x, x, attn_mask=mask, is_causal=True)
""",
        "attn_mask=mask, is_causal=True)",
        "attn_mask=torch.ones(3, 3).bool(), is_causal=True)  # error: [wrong-arguments]",
        "Bag(9, 5)(torch.tensor([[1, 2], [3, 4]])), Attention()(torch.ones(2, 3, 4))",
    ),
    "weights that the mode does not take": Case(
        """
bags = nn.EmbeddingBag(9, 5, mode="sum")
bags(torch.zeros(2, 3).long(), None, torch.ones(2, 3))
""",
        'mode="sum")\nbags(torch.zeros(2, 3).long(), None, torch.ones(2, 3))',
        "mode='max')\nbags(torch.zeros(2, 3).long(), None, torch.ones(2, 3))  # error: [wrong-arguments]",
        "",
    ),
    "a base that is not read, before one that is": Case(
        """
from queue import Queue


class Source:
    def __init__(self):
        self.width = 3

    def get(self):
        return torch.zeros(self.width)


class Feed(Queue, Source):
    pass


feed = Feed()
feed.put(torch.zeros(2, 8))
nn.Linear(8, 4)(feed.get())
""",
        "Feed(Queue, Source):\n    pass\n\n\nfeed = Feed()\nfeed.put(torch.zeros(2, 8))\nnn.Linear(8, 4)(feed.get())",
        "Feed(Source, Queue):\n    pass\n\n\nnn.Linear(8, 4)(Feed().get())  # error: [feature-mismatch]",
        "",
    ),
    "a wrapper of torch's, before a class with a constructor": Case(
        """
class Base(nn.Module):
    def __init__(self):
        super().__init__()
        self.known = {}


class Parallel(nn.DataParallel, Base):
    pass


net = Parallel(nn.Linear(3, 2))
net(torch.ones(4, 3))
""",
        "Parallel(nn.DataParallel, Base):\n    pass\n\n\nnet = Parallel(nn.Linear(3, 2))",
        "Parallel(Base, nn.DataParallel):\n    pass\n\n\nnet = Parallel(nn.Linear(3, 2))  # error: [wrong-arguments]",
        "",
    ),
    "what stands behind a base that is not read, by super": Case(
        """
from queue import Queue


class Source:
    def get(self):
        return torch.zeros(3)


class Feed(Queue, Source):
    def get(self):
        return super().get()


feed = Feed()
feed.put(torch.zeros(2, 8))
rows = feed.get()
nn.Linear(8, 4)(rows)
""",
        "super().get()\n\n\nfeed = Feed()\nfeed.put(torch.zeros(2, 8))\nrows = feed.get()\nnn.Linear(8, 4)(rows)",
        "Source.get(self)\n\n\nnn.Linear(8, 4)(Feed().get())  # error: [feature-mismatch]",
        "",
    ),
    "modules that a base that is not read may hold": Case(
        """
class Longer(nn.DataParallel):
    def __init__(self, module):
        super().__init__(module)
        self.head = nn.Linear(4, 2)

    def forward(self, x):
        return self.head(self.module(x))


net = Longer(nn.Linear(8, 4))
layers = list(net.children())
nn.Sequential(*layers)(torch.zeros(3, 8))
""",
        "self.head(self.module(x))\n\n\nnet = Longer(nn.Linear(8, 4))\nlayers = list(net.children())",
        "x\n\n\nlayers = [nn.Linear(4, 2)]  # error: [feature-mismatch]",
        "",
    ),
    "a call that a try catches": Case(
        """
class Net(nn.Module):
    def forward(self, x):
        try:
            rows = x.reshape(1, 7)
        except RuntimeError:
            rows = x
        return torch.ones(2, rows.shape[0]) @ torch.ones(4, 3)


y = Net()(torch.ones(4, 6))
""",
        "torch.ones(4, 3)",
        "torch.ones(1, 3)  # error: [matmul-mismatch]",
        "y",
    ),
    "a layer that cannot be built in a try": Case(
        """
try:
    layer = nn.Conv2d(4, 6, 3, groups=3)
except ValueError:
    layer = nn.Conv2d(4, 6, 3)
y = layer(torch.ones(1, 4, 8, 8))
""",
        "    layer = nn.Conv2d(4, 6, 3)\ny",
        "    layer = nn.Conv2d(5, 6, 3)  # error: [channel-mismatch]\ny",
        "y",
    ),
    "what a try may have done": Case(
        """
def pooled(x):
    try:
        x = x.mv(torch.ones(4))
    except RuntimeError:
        pass
    return x.mean(dim=1)


def checked(x, names):
    try:
        F.conv2d(x, torch.ones(2, 3, 1, 1))
        rows = torch.ones(len(names), 3)
    except (RuntimeError, TypeError):
        rows = torch.ones(2, 4)
    return x.sum(4), nn.Linear(4, 2)(rows)


y = globals()["pooled"](torch.ones(3, 5)), globals()["checked"](torch.ones(2, 2, 2, 2, 2), None)
""",
        "    return x.mean(dim=1)",
        "    return x.flatten().mean(dim=1)  # error: [axis-out-of-range]",
        "pooled(torch.ones(3, 5))",
    ),
    "an operation with something unknown in a try": Case(
        """
def loss(x, other):
    try:
        x = F.smooth_l1_loss(x, other)
    except RuntimeError:
        x = x[0]
    return x.mean(dim=1)


y = loss(torch.ones(2, 3, 4), globals()["torch"].ones(5))
""",
        "    return x.mean(dim=1)",
        "    return x.mean(dim=2)  # error: [axis-out-of-range]",
        "y",
    ),
    "a layer that may be given what is packed in a try": Case(
        """
def states(x, given):
    state = torch.zeros(2, 6, 4)
    try:
        state = nn.GRU(4, 2)(given)
    except (RuntimeError, ValueError):
        pass
    return nn.Bilinear(4, 4, 3)(x, state)


y = states(torch.ones(2, 6, 4), globals()["torch"].ones(5))
""",
        "    return nn.Bilinear(4, 4, 3)(x, state)",
        "    return nn.Bilinear(4, 4, 3)((x, x), state)  # error: [wrong-arguments]",
        "y",
    ),
    "a call of something unknown in a try": Case(
        """
def resized(x, given):
    try:
        given = given.swapped(0, 4)
    except AttributeError:
        x = x[None]
    return x.mean(dim=2)


y = resized(torch.ones(3, 5), globals()["nn"])
""",
        "    return x.mean(dim=2)",
        "    return x.mean(dim=3)  # error: [axis-out-of-range]",
        "y",
    ),
    "several tensors of which one is unknown in a try": Case(
        """
def shared(x, other):
    try:
        x = torch.broadcast_tensors(x, other)
    except RuntimeError:
        pass
    return F.hardshrink(x)


y = globals()["shared"](torch.ones(3, 5), torch.ones(4))
""",
        "    return F.hardshrink(x)",
        "    return F.hardshrink((x, x))  # error: [wrong-arguments]",
        "y",
    ),
    "types that do not go together in a try": Case(
        """
x = torch.ones(3, 8).to(torch.float64)
try:
    state = nn.GRUCell(8, 4)(x)
except RuntimeError:
    state = x
head = nn.Linear(8, 2).to(torch.float64)
y = head(state)
""",
        "head = nn.Linear(8, 2).to(torch.float64)",
        "head = nn.Linear(9, 2).to(torch.float64)  # error: [feature-mismatch]",
        "y",
    ),
    "what only another round would ask of something from outside": Case(
        """
class Mixed(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.BatchNorm2d(3)
        self.norm = nn.LayerNorm(4)

    def forward(self, x, gates):
        x = self.first(x)
        for gate in gates:
            if gate > 0:
                small = F.avg_pool2d(x, 5)
        return self.norm(x)


def selected(x, gates):
    for gate in gates:
        if gate > 0:
            small = F.conv2d(x, torch.ones(2, 3, 1, 1))
    rows, columns = x.shape
    return rows


y = globals()["selected"](torch.ones(3, 4), [0, 0])
""",
        "        return self.norm(x)",
        "        return F.layer_norm(F.pad(x, (1, 4)), (4,))  # error: [norm-mismatch]",
        "Mixed()(torch.ones(2, 3, 4, 4), [0, 0])",
    ),
    "the largest of something unknown in a try": Case(
        """
def largest(x):
    try:
        x = x.topk(4, dim=0)
    except RuntimeError:
        pass
    return nn.Conv1d(3, 2, 3)(x)


y = globals()["largest"](torch.ones(2, 3, 8))
""",
        "    return nn.Conv1d(3, 2, 3)(x)",
        "    return nn.Conv1d(3, 2, 3)((x, x))  # error: [wrong-arguments]",
        "y",
    ),
    "the rank of what is made of an unknown tensor": Case(
        """
def masked(x, rows):
    mask = x[:, 0]
    small = F.adaptive_avg_pool2d(x, rows)
    use = F.adaptive_max_pool2d(mask, rows)
    first = small[:, 0]
    first += use
    return first


y = globals()["masked"](torch.ones(3, 2, 8, 9), 4)
""",
        "    first += use",
        "    first += torch.ones(2, 1, 1, 1, rows) * use  # error: [broadcast-mismatch]",
        "masked(torch.ones(3, 2, 8, 9), 4)",
    ),
    "a guard that reads what fails behind it": Case(
        """
def spread(near, sizes):
    rank = len(sizes)
    if rank == 2:
        return near[0] * sizes[1] + near[1]
    return near[1] * sizes[2] + near[2]


def of_picture(x):
    return spread(torch.zeros(2, 5), x.shape)


y = globals()["of_picture"](torch.ones(3, 4))
""",
        "    if rank == 2:\n        return near[0] * sizes[1] + near[1]\n    return near[1] * sizes[2] + near[2]",
        "    if near is None:\n        return rank\n    return near[0] + near[2]  # error: [index-out-of-range]",
        "spread(torch.zeros(2, 5), (3, 4))",
    ),
    "a guard that reads which callee fails behind it": Case(
        """
from inspect import signature


class Sum(nn.Module):
    def forward(self, a, b):
        return a + b


def run(function, inputs, quick=None):
    count = len(signature(function).parameters)
    if count < 1:
        return function()
    return function(*inputs)


def example(quick):
    return run(Sum(), (torch.ones(2, 3), torch.ones(2, 3)), quick)
""",
        "    if count < 1:",
        "    if quick:\n        return function(count)  # error: [wrong-arguments]\n    if count < 1:",
        "example(1)",
    ),
    "a branch on what is not known of a tensor": Case(
        """
def pooled(x):
    if x.shape[0] == 3:
        x = x[0]
    elif x.requires_grad:
        x = x.flatten(1)
    a, b, c = x.shape
    return a + b + c


y = pooled(torch.ones(4, 4, 2))
""",
        "a, b, c = x.shape",
        "a, b, c, d = x.shape  # error: [wrong-rank]",
        "y",
    ),
    "a callee that is unknown in another world": Case(
        """
import importlib


def build(settings):
    if isinstance(settings, list):
        return nn.Sequential(*[nn.Linear(one, 4) for one in settings])
    return getattr(importlib.import_module("torch.nn"), settings)(3, 4, 5)


class Net(nn.Module):
    def __init__(self, settings):
        super().__init__()
        self.mixed = build(settings)
        self.last = nn.Linear(5, 5)

    def forward(self, a, b):
        return self.last(self.last(self.mixed(a, b)))
""",
        "self.last(self.last(self.mixed(a, b)))",
        "self.last(self.mixed(a, b)).flatten() @ torch.ones(3, 2) @ torch.ones(3, 2)  # error: [matmul-mismatch]",
        "Net('Bilinear')(torch.ones(2, 3), torch.ones(2, 4))",
    ),
    "a batch without samples": Case(
        """
y = nn.BatchNorm2d(2)(torch.ones(0, 5, 8, 8))
""",
        "torch.ones(0, 5, 8, 8)",
        "torch.ones(1, 5, 8, 8)  # error: [norm-mismatch]",
        "y",
    ),
    "elements that are written at an unknown index": Case(
        """
class Grids(nn.Module):
    def __init__(self, count):
        super().__init__()
        self.grids = [torch.zeros(1)] * count

    def forward(self, maps):
        found = []
        for level, one in enumerate(maps):
            height, width = one.shape[2:]
            self.grids[level] = torch.zeros(2, height, width)
            found.append(self.grids[level].reshape(2, height * width))
        return found
""",
        "torch.zeros(2, height, width)",
        "torch.zeros(2, height, width).reshape(3, 1)  # error: [invalid-reshape]",
        "Grids(2)([torch.ones(1, 3, 2, 2), torch.ones(1, 3, 4, 4)])",
    ),
    "layers of which there is any number, by name": Case(
        """
class Net(nn.Module):
    def __init__(self, width, depth):
        super().__init__()
        layers = [nn.Conv2d(width, width, 3, padding=1) for _ in range(depth)]
        self.body = nn.Sequential(*layers, nn.Conv2d(width, width, 1))
        self.last = nn.Conv2d(width * 4, width, 1)

    def forward(self, x):
        seen = []
        for layer in self.body._modules.values():
            x = layer(x)
            seen.append(x)
        return self.last(torch.cat(seen, 1))
""",
        "self.last(torch.cat(seen, 1))",
        "self.last(torch.cat(seen, 1)), torch.ones(2, 3) @ torch.ones(4, 5)  # error: [matmul-mismatch]",
        "Net(2, 3)(torch.ones(1, 2, 8, 8))",
    ),
    "what a hook collects, whenever it is called": Case(
        """
class Kept:
    def __init__(self):
        self.clear()

    def clear(self):
        self.found = {"out": []}

    def add(self, x):
        self.found["out"].append(x)


def watch(net, kept):
    def hooked(x):
        kept.add(x)
        return x

    for child in net.children():
        child.forward = hooked


class Net(nn.Module):
    def __init__(self, net):
        super().__init__()
        self.net, self.kept = net, Kept()
        watch(net, self.kept)

    def forward(self, x):
        self.kept.clear()
        self.net(x)
        return torch.stack(self.kept.found["out"])
""",
        '        self.net(x)\n        return torch.stack(self.kept.found["out"])',
        '        return torch.stack(self.kept.found["out"])  # error: [wrong-arguments]',
        "Net(nn.Sequential(nn.Linear(3, 3)))(torch.ones(2, 3))",
    ),
    "an object that stands for a function of something unknown": Case(
        """
class Keeper:
    def __init__(self, function):
        self.function, self.found = function, []

    def __call__(self, x):
        self.found.append(self.function(x))
        return self.found[-1]


class Loss(nn.Module):
    def __init__(self, model, loss):
        super().__init__()
        self.model, self.loss = model, loss

    def forward(self, x):
        keeper = Keeper(self.model.forward)
        self.model.forward = keeper
        return self.loss(x), torch.cat(keeper.found)
""",
        "        self.model.forward = keeper\n        return self.loss(x), torch.cat(keeper.found)",
        "        return torch.cat(keeper.found)  # error: [wrong-arguments]",
        "net = nn.Linear(3, 2); Loss(net, lambda x: net(x))(torch.ones(4, 3))",
    ),
    "methods that arrays have, too": Case(
        """
def best(rows):
    return rows[:, 1].argsort()[::-1]


def worst(rows):
    return torch.relu(rows)[:, 1].argsort()
""",
        "\n\n\ndef worst",
        "\n\n\ndef again(rows):\n    return torch.relu(rows)[::-1]  # error: [invalid-size]\n\n\ndef worst",
        "best(torch.rand(3, 2).numpy()), globals().get('again', abs)(torch.rand(3, 2))",
    ),
    "a function of torch on records": Case(
        """
class Record(dict):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return cls({key: torch.stack([one[key] for one in args[0]]) for key in args[0][0]})


def joined(records):
    together = torch.stack([one for one in records])
    return together["score"]
""",
        "    return together",
        '    torch.ones(2)["score"]  # error: [wrong-arguments]\n    return together',
        "joined([Record(score=torch.ones(2))] * 3)",
    ),
}


def found(text: str) -> dict[int, str]:
    return {finding.span.start.row: finding.name for finding in check_source(HEAD + unmarked(text))}


def twin(case: Case) -> str:
    assert case.mark in case.program
    return case.program.replace(case.mark, case.mistake)


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_said_of_what_may_work(name: str) -> None:
    assert found(CASES[name].program) == {}


@pytest.mark.parametrize("name", CASES)
def test_the_mistake_of_its_twin_is_found(name: str) -> None:
    text = twin(CASES[name])
    marks = {row: MARK.search(line) for row, line in enumerate((HEAD + text).split("\n"), 1)}
    assert found(text) == {row: mark[1] for row, mark in marks.items() if mark}


@pytest.mark.parametrize("name", CASES)
def test_torch_agrees(name: str) -> None:
    pytest.importorskip("torch")
    case = CASES[name]
    exec(f"{HEAD}{case.program}\n{case.run}", {})
    with pytest.raises(Exception):  # noqa: B017 - whatever torch raises
        exec(f"{HEAD}{twin(case)}\n{case.run}", {})


def test_a_condition_on_the_numbers_in_a_tensor_is_no_guard() -> None:
    text = """
def marked(rows):
    if rows.sum() > 0:
        rows = rows.argmax(dim=4)
    return rows


marked(torch.ones(2, 3))
"""
    assert list(found(text).values()) == ["axis-out-of-range"]


def test_a_constructor_that_another_may_hide_ends_nothing() -> None:
    text = """
from elsewhere import Base


class Depth:
    def __init__(self):
        self.depth = 5


class Net(Base, Depth):
    def __init__(self, width, **options):
        super().__init__(**options)
        self.head = nn.Linear(width, 2)

    def forward(self, x):
        return self.head(x)


Net(4, layers=3)(torch.zeros(2, 5))
"""
    assert list(found(text).values()) == ["feature-mismatch"]


def test_a_default_that_gives_no_dimensions_is_the_authors_own() -> None:
    text = """
class Largest(nn.Module):
    def __init__(self, dim=None):
        super().__init__()
        self.dim = dim

    def forward(self, x):
        return x.max(self.dim)[0]
"""
    assert list(found(text).values()) == ["wrong-rank"]
