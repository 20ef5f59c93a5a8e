"""Module-level code: constants, conditional and aliased imports, guarded imports, annotations, del."""

import torch as t
import torch.nn.functional as F
from torch import Tensor
from torch import nn as layers

try:
    import not_installed_anywhere
except ImportError:
    not_installed_anywhere = None

VERSION = (2, 1)
HIDDEN: int = 12
if VERSION >= (2, 0):
    from torch.nn import Linear as Dense
else:
    Dense = None

DEFAULTS = {"width": HIDDEN, "heads": 3, "nested": {"size": [4, 8]}}
HEAD_DIM = DEFAULTS["width"] // DEFAULTS["heads"]
reveal_shape(HEAD_DIM)  # 4
reveal_shape(DEFAULTS["nested"]["size"][-1])  # 8
x: Tensor = t.zeros(3, HIDDEN)
reveal_shape(Dense(HIDDEN, 2)(x))  # (3, 2)
reveal_shape(layers.Linear(HIDDEN, 5)(x))  # (3, 5)
reveal_shape(F.one_hot(t.arange(4), num_classes=6))  # (4, 6)
A, B = C = 2, 3
reveal_shape(t.zeros(*C, A + B))  # (2, 3, 5)
for _name in ("w", "b"):
    DEFAULTS[_name] = len(DEFAULTS)
reveal_shape((DEFAULTS["w"], DEFAULTS["b"]))  # (3, 4)
words = "conv-pool-fc".split("-")
reveal_shape([word.upper()[:2] for word in words if word.startswith(("c", "f"))])  # ['CO', 'FC']
reveal_shape("_".join(["a", "b"]).replace("_", "-"))  # 'a-b'
reveal_shape("{}x{}".format(*C))  # '2x3'
reveal_shape("%dx%d" % C)  # '2x3'
reveal_shape([*range(3)][::-1])  # [2, 1, 0]
