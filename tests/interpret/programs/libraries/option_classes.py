# symbolic
"""Options of other parsers, with their defaults; what passes through accelerate; networks of torch.hub."""

from dataclasses import dataclass

import torch
import tyro
from absl import flags
from accelerate import Accelerator
from simple_parsing import ArgumentParser, parse
from torch import nn
from torch.utils.data import DataLoader, TensorDataset
from torchvision.io import ImageReadMode, read_image
from transformers import HfArgumentParser


@dataclass
class Options:
    path: str
    width: int = 64
    depth: int = 2


(options,) = HfArgumentParser(Options).parse_args_into_dataclasses()
reveal_shape((options.width, parse(Options).depth))  # (64, 2)
reveal_shape(tyro.cli(Options).width)  # 64
parser = ArgumentParser()
parser.add_argument("--rate", type=float, default=0.5)
parser.add_arguments(Options, dest="net")
given = parser.parse_args()
reveal_shape((given.rate, given.net.width))  # (0.5, 64)
flags.DEFINE_integer("hidden", 32, "how wide")
HEADS = flags.DEFINE_integer("heads", 4, "how many")
reveal_shape((flags.FLAGS.hidden, HEADS.value))  # (32, 4)

accelerator = Accelerator()
net, loader = accelerator.prepare(nn.Linear(8, options.width), DataLoader(TensorDataset(torch.rand(20, 8)), 10))
for (x,) in loader:
    with accelerator.accumulate(net):
        reveal_shape(net(x))  # (10, 64)
reveal_shape(torch.hub.load("pytorch/vision", "resnet18", weights=None, verbose=False).fc.in_features)  # 512
reveal_shape(read_image("a.png", ImageReadMode.RGB))  # (3, H, W)
