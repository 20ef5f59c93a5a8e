import types

import torch
from torch import nn


class Net(nn.Module):
    def forward(self, x):
        if isinstance(self, types.FunctionType):
            return x[0]
        if isinstance(self.forward, types.MethodType):
            x = torch.cat([x, x])
        if not isinstance(self, (types.ModuleType, types.LambdaType)):
            x = x.t()
        return x


reveal_shape(Net()(torch.rand(2, 3)))  # (3, 4)
