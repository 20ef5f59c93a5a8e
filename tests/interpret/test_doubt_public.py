"""What public packages do that was taken for wrong: working programs, each with a twin whose mistake is still found.

See test_doubt.py for what a case is.
"""

from __future__ import annotations

import pytest
from markers import MARK
from test_doubt import HEAD, Case, found, twin

ON_DEVICE = """
import inspect


def on_device(kind, device, *args):
    stated = inspect.getfullargspec(kind.__init__)
    if BOTH:
        return kind(*args, device=device)
    return kind(*args).to(device)


class Layers(nn.Module):
    def __init__(self, width, depth, activation=nn.Tanh, device=None):
        super().__init__()
        layers = []
        for _ in range(depth):
            layers.append(on_device(nn.Linear, device, width, width))
            layers.append(on_device(activation, device))
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


def made():
    return Layers(4, 3, device="cpu")(torch.ones(2, 4))


made()
"""

CASES = {
    "attributes that a file gives an object": Case(
        """
import json


class Config:
    def __init__(self, words=32000, width=8):
        self.words, self.width = words, width

    @classmethod
    def from_file(cls, path):
        with open(path) as file:
            stated = json.load(file)
        config = cls(words=-1)
        for name, value in stated.items():
            config.__dict__[name] = value
        return config


class Net(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.embed = nn.Embedding(config.words, config.width)


def main(path):
    return Net(Config.from_file(path))
""",
        "    return Net(Config.from_file(path))",
        """    config = Config()
    config.__dict__["words"] = -1
    nn.Embedding(config.words, 8)  # error: [invalid-size]
    return Net(Config.from_file(path))""",
        """
import tempfile

with tempfile.NamedTemporaryFile("w+") as file:
    file.write('{"words": 5}')
    file.flush()
    main(file.name)
""",
    ),
    "a set of parameters": Case(
        """
def different(*modules):
    seen = set()
    for module in modules:
        for parameter in module.parameters():
            if parameter in seen:
                continue
            seen.add(parameter)
    return len(seen)
""",
        "            if parameter in seen:",
        """            torch.ones(2, 3) @ torch.ones(2)  # error: [matmul-mismatch]
            if parameter in seen:""",
        "assert different(nn.Linear(2, 20), nn.Linear(3, 2), nn.Linear(2, 5)) == 6",
    ),
    "what was checked before unread code ran": Case(
        """
def fit(model, watched):
    assert watched.calls == 2
    model.update()
    assert watched.calls == 4


def run():
    from unittest import mock

    watched = mock.Mock(calls=2)
    fit(mock.Mock(update=lambda: setattr(watched, "calls", 4)), watched)


def main():
    width, heads = 12, 4
    assert width % heads == 0
    return nn.Linear(width, heads)


main()
""",
        "    width, heads = 12, 4\n    assert width % heads == 0",
        "    width, heads = 12, 5\n    assert width % heads == 0  # error: [own-check]",
        "run()",
    ),
    "rounds whose conditions hold together": Case(
        """
class Mixed(nn.Module):
    def __init__(self, count, first):
        super().__init__()
        self.register_buffer("first", torch.tensor(first, dtype=torch.long))
        rest = []
        for i in range(count):
            if not i in self.first:
                rest += [i]
        order = torch.cat((self.first, torch.tensor(rest, dtype=torch.long)))
        back = torch.zeros_like(order)
        for i in range(count):
            back[order[i]] = i
        self.register_buffer("back", back)


def mixed():
    for count, first in [(2, [1]), (4, [2]), (3, [2, 0])]:
        Mixed(count, first)


mixed()
""",
        "        back = torch.zeros_like(order)",
        "        back = torch.ones(2, 3) @ torch.ones(2)  # error: [matmul-mismatch]",
        "",
    ),
    "a wrapper that hands on what it is given": Case(
        """
class Wrapper(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, *args, **kwargs):
        return self.model(*args, **kwargs)


wrapper = Wrapper(nn.Sequential(nn.Linear(4, 2)))
""",
        "        return self.model(*args, **kwargs)",
        "        return nn.Linear(4, 2)()  # error: [wrong-arguments]",
        "wrapper(torch.ones(1, 4))",
    ),
    "layers of a loop that unread code replaces": Case(
        """
import operator
import sys


def made(count):
    layers = []
    for _ in range(count):
        layers.append(nn.Linear(4, 4))
    operator.setitem(layers, slice(None), [nn.Linear(3, 4)])
    return nn.Sequential(*layers)(torch.ones(2, 3))


made(len(sys.argv))
""",
        "    return nn.Sequential(*layers)(torch.ones(2, 3))",
        "    return nn.Sequential(nn.ReLU(), nn.Linear(4, 4))(torch.ones(2, 3))  # error: [feature-mismatch]",
        "",
    ),
    "rounds that ask for what was made before them": Case(
        """
def halved(x):
    y = torch.cat((x, x), 1)
    for step in range(3):
        if y.sum() > step:
            y = y / 2
    return y


halved(torch.ones(2, 3))
""",
        "    y = torch.cat((x, x), 1)",
        "    y = torch.cat((x, x[0]), 1)  # error: [join-mismatch]",
        "",
    ),
    "rounds that ask two things at once": Case(
        ON_DEVICE.replace("BOTH", '"device" in stated.args or "device" in stated.kwonlyargs'),
        "        return self.layers(x)",
        "        return nn.Tanh(device=x.device)(x)  # error: [wrong-arguments]",
        "",
    ),
    "rounds that ask by a name": Case(
        ON_DEVICE.replace("    if BOTH:", '    takes_device = "device" in stated.args\n    if takes_device:'),
        "        return self.layers(x)",
        "        return nn.Tanh(device=x.device)(x)  # error: [wrong-arguments]",
        "",
    ),
    "layers of which some are given lists": Case(
        """
class Join(nn.Module):
    def forward(self, x):
        return torch.cat(x, 1)


class Head(nn.Module):
    def __init__(self, joins):
        super().__init__()
        self.joins = dict(joins)
        self.layers = nn.ModuleList([nn.Conv2d(8, 8, 1), Join(), nn.Conv2d(16, 8, 1), Join(), nn.Conv2d(16, 8, 1)])

    def forward(self, outputs):
        out = outputs[-1]
        for index, layer in enumerate(self.layers, start=len(outputs)):
            if index in self.joins.keys():
                out = layer([out, outputs[self.joins[index]]])
            else:
                out = layer(out)
        return out
""",
        "        return out",
        "        nn.Conv2d(8, 8, 1)([torch.ones(1, 8, 4, 4)])  # error: [wrong-arguments]\n        return out",
        "Head([(3, 0), (5, 1)])([torch.ones(1, 8, 4, 4)] * 2)",
    ),
    "what is only done with a number": Case(
        """
import numpy as np


class Converter:
    def set(self, value):
        self.is_number = False
        if isinstance(value, np.ndarray):
            self.kind = np.ndarray
        elif isinstance(value, torch.Tensor):
            self.kind = torch.Tensor
        elif isinstance(value, (int, float)):
            self.is_number = True
        else:
            raise TypeError("neither an array nor a number")

    def back(self, result):
        made = result.cpu().numpy()
        return made.item() if self.is_number else made


def converted(value):
    converter = Converter()
    points = torch.as_tensor(value)
    grown = torch.cat([points, points.new_ones((points.shape[0], 1))], dim=1)[:, :3]
    converter.set(value)
    return converter.back(grown)
""",
        "    converter.set(value)",
        "    converter.set(value)\n    grown.view(-1, 5, 0)  # error: [invalid-reshape]",
        "converted(np.ones((4, 3))), globals().get('never', 1)",
    ),
    "what a hook sets": Case(
        """
class Wrapper(nn.Module):
    def __init__(self, model, width=16):
        super().__init__()
        self.model, self.head = model, nn.Linear(width, 4)
        self.encoded, self.other = torch.empty(0), torch.empty(0)
        list(model.children())[-2].register_forward_hook(self.keep)

    def keep(self, module, given, output):
        self.encoded = self.head(output.flatten(1))

    def forward(self, x):
        self.model(x)
        return self.encoded


class Net(nn.Module):
    def __init__(self, model):
        super().__init__()
        self.wrapper, self.last = Wrapper(model), nn.Linear(4, 2)

    def forward(self, x):
        return self.last(self.wrapper(x))
""",
        """        self.wrapper, self.last = Wrapper(model), nn.Linear(4, 2)

    def forward(self, x):
        return self.last(self.wrapper(x))
""",
        """        self.wrapper, self.last = Wrapper(model), nn.Linear(4, 2)  # error: [feature-mismatch]

    def forward(self, x):
        self.wrapper(x)
        return self.last(self.wrapper.other)
""",
        "Net(nn.Sequential(nn.Linear(8, 16), nn.ReLU()))(torch.ones(2, 8))",
    ),
    "a width of -1 that somebody else gives": Case(
        """
class Encoder(nn.Module):
    def __init__(self, width, hidden, between=-1, axis=-1):
        super().__init__()
        self.first = nn.Linear(width, between)
        self.norm = nn.LayerNorm(between)
        self.rnn = nn.LSTM(between, hidden, batch_first=True)
        self.axis = axis

    def forward(self, x):
        return self.rnn(self.norm(self.first(x)))[0].sum(self.axis)
""",
        "        self.axis = axis",
        "        self.axis = axis\n        nn.Linear(width, -1)  # error: [invalid-size]",
        "Encoder(4, 8, 6)(torch.ones(2, 5, 4))",
    ),
    "signals without an axis for channels": Case(
        """
class Spectrum(nn.Module):
    def __init__(self, size=64):
        super().__init__()
        self.size = size
        self.register_buffer("window", torch.hann_window(size))

    def forward(self, sound):
        sound = F.pad(sound, (self.size // 2, self.size // 2), mode="reflect")
        return torch.stft(sound, self.size, window=self.window, center=False, return_complex=True)
""",
        "        return torch.stft(",
        "        sound.reshape(-1, 0, 5)  # error: [invalid-reshape]\n        return torch.stft(",
        "Spectrum()(torch.ones(2, 400))",
    ),
    "tensors that numpy gives back": Case(
        """
import numpy as np


def chosen(better, pairs):
    first, second = np.choose(better, pairs), np.choose(1 - better, pairs)
    return torch.stack([first, second], dim=-1), torch.stack(np.split(better, 2))


def arrays(rows):
    return np.tile(np.ones(3), rows)
""",
        "    return np.tile(np.ones(3), rows)",
        "    torch.stack([np.tile(np.ones(3), rows)])  # error: [wrong-arguments]\n    return rows",
        "chosen((torch.rand(2, 4) > 0.5).long(), np.arange(8).reshape(2, 4)), arrays(2)",
    ),
    "a shape that is a number or a tuple": Case(
        """
import numpy as np


def combined(count, shape=None):
    if shape is None:
        return (count,)
    return (count, shape) if np.isscalar(shape) else (count, *shape)


def rows(space):
    return np.zeros(combined(5, (3, 4))), np.zeros(combined(5, 3)), np.zeros(combined(5, space))


rows((2, 2))
""",
        "    return np.zeros(combined(5, (3, 4)))",
        "    np.zeros((5, (3, 4)))  # error: [wrong-arguments]\n    return np.zeros(combined(5, (3, 4)))",
        "",
    ),
}


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
