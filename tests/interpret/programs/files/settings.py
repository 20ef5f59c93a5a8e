"""Settings that stand in files of the project: by a literal path, or beside the file that names them."""

import json
import os
from pathlib import Path

import yaml
from torch import nn
import torch

HERE = Path(__file__).parent
with open(HERE / "configs" / "net.yaml") as file:
    settings = yaml.safe_load(file)
reveal_shape(settings["model"])  # {'width': 64, 'depth': 3}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "net.json"), "r") as f:
    options = json.load(f)
reveal_shape(options)  # {'hidden': 96, 'classes': 4}
reveal_shape(json.loads((HERE / "net.json").read_text())["hidden"])  # 96
reveal_shape(yaml.safe_load((HERE / "configs/net.yaml").open())["model"]["depth"])  # 3
reveal_shape((HERE / "a.tar.gz").name)  # 'a.tar.gz'
reveal_shape(str(Path("data") / "x" / "y.png"))  # 'data/x/y.png'
reveal_shape((Path("x/y.png").stem, Path("x/y.png").suffix, f"{Path('x')}"))  # ('y', '.png', 'x')
reveal_shape(os.path.splitext(os.path.join("a", "b.npy")))  # ('a/b', '.npy')


def lines_of(path):
    with open(path) as file:
        return [line.strip() for line in file]


reveal_shape(len(json.loads("".join(lines_of(HERE / "net.json")))))  # 2
head = nn.Linear(options["hidden"], options["classes"])
head(torch.rand(2, settings["model"]["width"]))  # error: [feature-mismatch]
