"""torch_geometric.transforms: what leaves a graph the shapes that it has."""

import torch
from shapelint.stand_in import size

from torch_geometric.data import Data


class BaseTransform:
    def __call__(self, data):
        return self.forward(data)


class Compose(BaseTransform):
    def __init__(self, transforms):
        self.transforms = transforms

    def forward(self, data):
        for transform in self.transforms:
            data = transform(data)
        return data


class NormalizeFeatures(BaseTransform):
    def __init__(self, attrs=None):
        pass

    def forward(self, data):
        return data


class ToDevice(BaseTransform):
    def __init__(self, device, *args, **kwargs):
        pass

    def forward(self, data):
        return data


class RandomNodeSplit(BaseTransform):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, data):
        for name in ("train_mask", "val_mask", "test_mask"):
            setattr(data, name, torch.empty((data.num_nodes,), dtype=torch.bool))
        return data


class _OtherEdges(BaseTransform):
    def __init__(self, *args, **kwargs):
        pass

    def forward(self, data):
        made = Data(**vars(data))
        edges = size("edges")
        made.edge_index = torch.empty((2, edges), dtype=torch.int64)
        if isinstance(data.edge_attr, torch.Tensor):
            made.edge_attr = torch.empty((edges, *data.edge_attr.shape[1:]))
        return made


class ToUndirected(_OtherEdges):
    pass


class AddSelfLoops(_OtherEdges):
    pass
