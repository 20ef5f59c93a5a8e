"""What public packages do that was taken for wrong: working programs, each with a twin whose mistake is still found.

See test_doubt.py for what a case is.
"""

from __future__ import annotations

import pytest
from markers import MARK
from test_doubt import HEAD, Case, found, twin

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
