"""Options of a program are what they are by default, unless it says itself what it is given."""

import argparse
import os

import torch
from torch import nn


def parents():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--width", type=int, default=96)
    return parser


def get_parser():
    parser = argparse.ArgumentParser(description="train", parents=[parents()])
    parser.add_argument("-n", "--num-heads", type=int, default="8", choices=[4, 8])
    parser.add_argument("--dropout", default=0.1, type=float)
    parser.add_argument("--sizes", type=int, nargs="+", default=[3, 5])
    parser.add_argument("--bias", action="store_true")
    parser.add_argument("--no-norm", dest="norm", action="store_false")
    group = parser.add_argument_group("model")
    group.add_argument("--depth", type=int, default=2)
    parser.set_defaults(dropout=0.2)
    return parser


args = get_parser().parse_args()
reveal_shape(args.width)  # 96
reveal_shape(args.num_heads)  # 8
reveal_shape(args.dropout)  # 0.2
reveal_shape(args.sizes)  # [3, 5]
reveal_shape(args.bias)  # False
reveal_shape(args.norm)  # True
reveal_shape(args.depth)  # 2

given = get_parser().parse_args(["--width", "32", "-n", "4", "--bias", "--sizes", "7", "9", "--depth=5", "--no-norm"])
reveal_shape([given.width, given.num_heads, given.depth])  # [32, 4, 5]
reveal_shape(given.sizes)  # [7, 9]
reveal_shape([given.bias, given.norm])  # [True, False]


class Net(nn.Module):
    def __init__(self, width, num_heads, **rest):
        super().__init__()
        self.attention = nn.MultiheadAttention(width, num_heads)
        self.head = nn.Linear(width, rest["depth"])

    def forward(self, x):
        return self.head(self.attention(x, x, x)[0])


reveal_shape(Net(**vars(args))(torch.zeros(5, 1, 96)))  # (5, 1, 2)

known, others = get_parser().parse_known_args()
reveal_shape(known.width)  # 96
space = argparse.Namespace(width=3, depth=4)
reveal_shape(space.depth)  # 4
space.depth = 6
reveal_shape(vars(space))  # {'width': 3, 'depth': 6}

commands = argparse.ArgumentParser()
sub = commands.add_subparsers(dest="command")
training = sub.add_parser("train")
training.add_argument("--epochs", type=int, default=3)
testing = sub.add_parser("test")
testing.add_argument("--rows", type=int, default=9)
chosen = commands.parse_args(["train", "--epochs", "12"])
reveal_shape(chosen.epochs)  # 12
reveal_shape(chosen.command)  # 'train'
reveal_shape(int(os.environ.get("SHAPELINT_TEST_WIDTH", "12")))  # 12
reveal_shape(int(os.getenv("SHAPELINT_TEST_WIDTH", 12)))  # 12
