"""Imports across the files of a package: relative, absolute, star, re-exported, in a circle, of a submodule."""

import os

import torch
from package import Encoder, WIDTH, nested
from package.blocks import *
from package.nested import deep as far
import package.settings as settings
import package.circle_a

x = torch.zeros(2, 3)
reveal_shape(WIDTH)  # 6
reveal_shape(Encoder()(x))  # (2, 6)
reveal_shape(double(x))  # (4, 3)
reveal_shape(nested.deep.DEPTH)  # 12
reveal_shape(far.widen(x))  # (2, 18)
reveal_shape(settings.WIDTH + package.settings.EXTRA)  # 7
reveal_shape((settings.FUSED, settings.STRIDE, os.getenv("PACKAGE_STRIDE", "2"), settings.PLACE))  # (1, 4, '2', ?)
reveal_shape(package.circle_a.total())  # 3
reveal_shape(__name__)  # '__main__'
reveal_shape((settings.NAME, settings.__name__, Encoder.__module__))  # ('package.settings', 'package.settings', 'package.blocks')
