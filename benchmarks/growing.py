"""Programs that are long in one way each, for `beside.py`: a name -> what makes the files of one of a length."""

from __future__ import annotations

from collections.abc import Callable

HEAD = "import torch\nfrom torch import nn\nimport torch.nn.functional as F\n\n"
Files = dict[str, str]


def files(length: int) -> Files:
    """Each with a small network of its own."""
    text = HEAD + "net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.ReLU())\nnet(torch.randn(1, 3, 9, 9))\n"
    return {f"file{number}.py": f"{text}# {number}\n" for number in range(length)}


def layers(length: int) -> Files:
    """One after the other, each of another width."""
    rows = "".join(f"    nn.Conv2d({8 + n}, {9 + n}, 3, padding=1), nn.ReLU(),\n" for n in range(length))
    return {"a.py": f"{HEAD}net = nn.Sequential(\n{rows})\nnet(torch.randn(1, 8, 32, 32))\n"}


def sizes(length: int) -> Files:
    """Symbolic ones that are halved, joined and compared with what they were."""
    rows = "".join(f"        y{n + 1} = F.max_pool2d(y{n}, 3, 1) + x.mean()\n" for n in range(length))
    return {
        "a.py": f"{HEAD}class Net(nn.Module):\n    def forward(self, x):\n        y0 = x\n{rows}"
        f"        return y{length}.view(x.size(0), -1)\n"
    }


def depth(length: int) -> Files:
    """Modules within modules."""
    text = HEAD + "class Block(nn.Module):\n    def __init__(self, inner, n):\n        super().__init__()\n"
    text += "        self.inner, self.own = inner, nn.Linear(n, n)\n\n    def forward(self, x):\n"
    text += "        return self.inner(self.own(x))\n\n"
    rows = "".join(f"net{n // 20} = Block(net{n // 20}, 8)\n" for n in range(length))
    made = "".join(f"net{n} = nn.Identity()\n" for n in range(length // 20 + 1))
    return {"a.py": text + made + rows + "".join(f"net{n}(torch.randn(2, 8))\n" for n in range(length // 20))}


def classes(length: int) -> Files:
    """Many in one file, each examined alone."""
    text = "class Net{n}(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
    text += "        self.fc = nn.Linear(8, {n} + 1)\n"
    text += "\n    def forward(self, x):\n        return self.fc(x)\n\n"
    return {"a.py": HEAD + "".join(text.format(n=n) for n in range(length * 4))}


def functions(length: int) -> Files:
    """Each calls the one before it."""
    rows = "".join(f"def f{n + 1}(x):\n    return F.relu(f{n}(x)) + {n}\n\n" for n in range(length))
    return {"a.py": f"{HEAD}def f0(x):\n    return x.flatten(1)\n\n{rows}f{length // 2}(torch.randn(2, 3, 4))\n"}


def comments(length: int) -> Files:
    """Each states a shape."""
    rows = "".join(f"    x = x + {n}  # (B, C, 8)\n" for n in range(length * 4))
    return {"a.py": f"{HEAD}def f(x):\n{rows}    return x\n\nf(torch.randn(2, 3, 8))\n"}


def keys(length: int) -> Files:
    """A dictionary with tuples for keys that is filled and asked."""
    return {
        "a.py": f"{HEAD}found = {{}}\nfor n in range({length * 4}):\n    if (n, 1) not in found:\n"
        "        found[n, 1] = nn.Linear(n + 1, 2)\nfound[3, 1](torch.randn(5, 4))\n"
    }


PROGRAMS: dict[str, Callable[[int], Files]] = {
    "files": files, "layers": layers, "symbolic sizes in a chain": sizes, "modules within modules": depth,
    "classes": classes, "functions in a row": functions, "comments with shapes": comments, "keys": keys,
}  # fmt: skip
