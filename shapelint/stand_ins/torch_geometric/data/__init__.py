"""torch_geometric.data: a graph, and several graphs side by side as one."""

import torch
from shapelint.stand_in import elements, known, number, size, unknown
from torch.utils.data import Dataset as _Dataset


class Data:
    def __init__(self, x=None, edge_index=None, edge_attr=None, y=None, pos=None, time=None, **kwargs):
        self.x = x
        self.edge_index = edge_index
        self.edge_attr = edge_attr
        self.y = y
        self.pos = pos
        for name, value in kwargs.items():
            setattr(self, name, value)

    @property
    def num_nodes(self):
        for held in (self.x, self.pos):
            if isinstance(held, torch.Tensor):
                return held.shape[0]
        return size("nodes")

    @num_nodes.setter
    def num_nodes(self, count):
        pass

    @property
    def num_edges(self):
        return self.edge_index.shape[1]

    @property
    def num_node_features(self):
        if self.x is None:
            return 0
        return 1 if self.x.dim() == 1 else self.x.shape[-1]

    @property
    def num_features(self):
        return self.num_node_features

    @property
    def num_edge_features(self):
        if self.edge_attr is None:
            return 0
        return 1 if self.edge_attr.dim() == 1 else self.edge_attr.shape[-1]

    def __getitem__(self, name):
        return getattr(self, name)

    def __setitem__(self, name, value):
        setattr(self, name, value)

    def __contains__(self, name):
        return getattr(self, name, None) is not None

    def to(self, device, *args, **kwargs):
        return self

    def cpu(self, *args):
        return self

    def cuda(self, *args, **kwargs):
        return self

    def clone(self, *args):
        return self

    def contiguous(self, *args):
        return self


class Batch(Data):
    @classmethod
    def from_data_list(cls, data_list, follow_batch=None, exclude_keys=None):
        return side_by_side(data_list, True)

    @property
    def batch_size(self):
        return self.num_graphs

    def to_data_list(self):
        return unknown("the graphs of a batch")


def side_by_side(graphs, exact):
    """Graphs as one: their nodes one after another; where it is not exact, not all of them are there."""
    first = elements(graphs)[0]
    count = len(graphs)
    if not known(first) or not isinstance(first, Data):
        return unknown("a batch of something else than graphs")
    nodes = _sum([graph.num_nodes for graph in graphs]) if exact else size("nodes")
    edges = size("edges")
    made = Batch()
    for name, value in vars(first).items():
        setattr(made, name, _joined(name, value, first, count, nodes, edges))
    made.batch = torch.empty((nodes,), dtype=torch.int64)
    made.ptr = torch.empty((count + 1,), dtype=torch.int64)
    made.num_graphs = count
    return made


def _sum(counts):
    total = 0
    for count in counts:
        total = total + count
    return total


def _joined(name, value, graph, count, nodes, edges):
    """One attribute of all graphs: indices along the last axis, all else along the first."""
    if value is None or not known(value):
        return value
    if isinstance(value, (int, float)):
        return torch.empty((count,), dtype=torch.float32 if isinstance(value, float) else torch.int64)
    if not isinstance(value, torch.Tensor) or not known(value.shape):
        return unknown("what graphs hold besides tensors")
    if value.dim() == 0:
        return torch.empty((count,), dtype=value.dtype)
    if "index" in name or name == "face":
        return torch.empty((*value.shape[:-1], edges if name == "edge_index" else size("n")), dtype=value.dtype)
    rest = value.shape[1:]
    if name in ("x", "pos"):
        return torch.empty((nodes, *rest), dtype=value.dtype)
    if name == "edge_attr":
        return torch.empty((edges, *rest), dtype=value.dtype)
    rows = value.shape[0]
    if isinstance(rows, int) and rows == 1:  # one for each graph
        return torch.empty((count, *rest), dtype=value.dtype)
    return torch.empty((nodes if _same(rows, graph.num_nodes) else size("n"), *rest), dtype=value.dtype)


def _same(one, other):
    return one is other or (number(one) and number(other) and one == other)


class Dataset(_Dataset):
    def __init__(self, root=None, transform=None, pre_transform=None, pre_filter=None, *args, **kwargs):
        self.root = root
        self.transform = transform
        self.pre_transform = pre_transform
        self.processed_paths = unknown("the files of a data set")
        self.raw_paths = unknown("the files of a data set")

    def indices(self):
        return range(len(self))

    @property
    def num_node_features(self):
        return self[0].num_node_features

    @property
    def num_features(self):
        return self[0].num_node_features

    @property
    def num_edge_features(self):
        return self[0].num_edge_features

    @property
    def num_classes(self):
        return size("classes")

    def len(self):
        return size("graphs")

    def get(self, idx):
        return unknown("a graph that stands in a file")

    def __len__(self):
        return self.len()

    def __getitem__(self, idx):
        if not isinstance(idx, int):
            return unknown("a part of a data set")
        graph = self.get(idx)
        return graph if self.transform is None else self.transform(graph)

    def shuffle(self, return_perm=False):
        return self if not return_perm else unknown("a data set in another order")


class InMemoryDataset(Dataset):
    def load(self, path, *args, **kwargs):
        pass

    def save(self, data_list, path):
        pass

    def collate(self, data_list):
        return unknown("graphs side by side"), unknown("where each begins")
