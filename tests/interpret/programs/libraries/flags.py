"""Flags of absl have their defaults."""

import torch
from absl import app, flags
from torch import nn

FLAGS = flags.FLAGS
flags.DEFINE_integer("width", 12, "how wide")
flags.DEFINE_list("names", "one,two", "what there is")
flags.DEFINE_multi_integer("sizes", [4, 5], "how many")
DEPTH = flags.DEFINE_integer("depth", 2, "how deep")
FLAGS(["program"])
reveal_shape(nn.Linear(FLAGS.width, DEPTH.value)(torch.rand(3, 12)))  # (3, 2)
reveal_shape(len(FLAGS.names))  # 2
reveal_shape(list(FLAGS.sizes))  # [4, 5]


def main(argv):
    reveal_shape(torch.rand(FLAGS.width))  # (12,)


try:
    app.run(main, ["program"])
except SystemExit:
    pass
