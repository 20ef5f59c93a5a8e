"""torch_geometric.loader: batches of graphs, and parts of a large one."""

import torch
from shapelint.stand_in import known, rounds, size, unknown
from torch.utils.data import DataLoader as _DataLoader

from torch_geometric.data import Data, side_by_side


class DataLoader(_DataLoader):
    def __init__(self, dataset, batch_size=1, shuffle=False, follow_batch=None, exclude_keys=None, **kwargs):
        kwargs.pop("collate_fn", None)
        super().__init__(dataset, batch_size, shuffle, collate_fn=self._side_by_side, **kwargs)

    def _side_by_side(self, graphs):
        return side_by_side(graphs, False)

    def _uneven(self):
        return False  # graphs of other sizes fit beside one another


class NeighborLoader:
    """Some nodes and the neighbours of each."""

    def __init__(self, data, num_neighbors, input_nodes=None, batch_size=1, **kwargs):
        self.data = data
        self.batch_size = batch_size

    def __len__(self):
        return size("batches")

    def __iter__(self):
        return rounds(self._part(), rest=self._part(), count=len(self))

    def _part(self):
        if not isinstance(self.data, Data):
            return unknown("a part of a graph")
        nodes = size("nodes")
        part = Data(edge_index=torch.empty((2, size("edges")), dtype=torch.int64))
        for name, value in vars(self.data).items():
            if name == "edge_index" or value is None:
                continue
            by_node = isinstance(value, torch.Tensor) and known(value.shape) and name != "edge_attr"
            setattr(part, name, _rows(value, nodes) if by_node else unknown("a part of what a graph holds"))
        part.batch_size = self.batch_size
        return part


def _rows(value, count):
    return torch.empty((count, *value.shape[1:]), dtype=value.dtype)
