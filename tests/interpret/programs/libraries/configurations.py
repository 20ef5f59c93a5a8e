"""Dictionaries whose keys are attributes, and texts of configurations."""

import json
from types import SimpleNamespace

import yaml
from torch import nn

TEXT = """
# of a model
model:
  width: 96        # channels
  heads: 8
  name: "small # not a comment"
  sizes: [3, 5, {deep: 7}]
  rate: 1.0e-3
  bias: true
  norm: null
layers:
  - kind: conv
    out: 16
  - kind: linear
    out: 10
steps:
- 1
- 2
"""
config = yaml.safe_load(TEXT)
reveal_shape(config["model"]["width"])  # 96
reveal_shape(config["model"]["name"])  # 'small # not a comment'
reveal_shape(config["model"]["sizes"])  # [3, 5, {'deep': 7}]
reveal_shape(config["model"]["rate"])  # 0.001
reveal_shape(config["model"]["bias"])  # True
reveal_shape(config["model"]["norm"])  # None
reveal_shape([one["out"] for one in config["layers"]])  # [16, 10]
reveal_shape(config["steps"])  # [1, 2]
reveal_shape(yaml.load("{a: 1, b: [2, x]}", Loader=yaml.SafeLoader))  # {'a': 1, 'b': [2, 'x']}
reveal_shape(json.loads('{"width": 12, "deep": [1, 2]}'))  # {'width': 12, 'deep': [1, 2]}
space = SimpleNamespace(width=12, heads=3)
reveal_shape(nn.MultiheadAttention(space.width, space.heads).embed_dim)  # 12
