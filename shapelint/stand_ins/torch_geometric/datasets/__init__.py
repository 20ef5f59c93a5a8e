"""torch_geometric.datasets: the famous graphs and sets of graphs, by their documented sizes."""

import torch
from shapelint.stand_in import known, size, unknown

from torch_geometric.data import Data, InMemoryDataset

CITATIONS = {"cora": (2708, 10556, 1433, 7), "citeseer": (3327, 9104, 3703, 6), "pubmed": (19717, 88648, 500, 3)}
AMAZON = {"computers": (13752, 491722, 767, 10), "photo": (7650, 238162, 745, 8)}
COAUTHOR = {"cs": (18333, 163788, 6805, 15), "physics": (34493, 495924, 8415, 5)}
GRAPHS = {  # how many, features of a node, classes
    "MUTAG": (188, 7, 2), "PROTEINS": (1113, 3, 2), "ENZYMES": (600, 3, 6), "NCI1": (4110, 37, 2), "DD": (1178, 89, 2),
    "IMDB-BINARY": (1000, 0, 2), "IMDB-MULTI": (1500, 0, 3), "COLLAB": (5000, 0, 3), "REDDIT-BINARY": (2000, 0, 2),
}  # fmt: skip


class _OneGraph(InMemoryDataset):
    """A data set of one graph, in which each node has a class."""

    def _hold(self, sizes, transform, masks):
        nodes, edges, features, self._classes = sizes
        self.transform = transform
        self._graph = Data(
            torch.empty((nodes, features)),
            torch.empty((2, edges), dtype=torch.int64),
            y=torch.empty((nodes,), dtype=torch.int64),
        )
        if masks:
            for name in ("train_mask", "val_mask", "test_mask"):
                setattr(self._graph, name, torch.empty((nodes,), dtype=torch.bool))

    @property
    def num_classes(self):
        return self._classes

    @property
    def data(self):
        return self._graph

    def len(self):
        return 1

    def get(self, idx):
        return self._graph


def _sizes(table, name):
    key = name.lower() if known(name) and isinstance(name, str) else ""
    return table.get(key, (size("nodes"), size("edges"), size("features"), size("classes")))


class Planetoid(_OneGraph):
    def __init__(self, root, name, split="public", num_train_per_class=20, num_val=500, num_test=1000, transform=None,
                 pre_transform=None, force_reload=False):  # fmt: skip
        self._hold(_sizes(CITATIONS, name), transform if pre_transform is None else unknown("a transform"), True)


class Amazon(_OneGraph):
    def __init__(self, root, name, transform=None, pre_transform=None, force_reload=False):
        self._hold(_sizes(AMAZON, name), transform if pre_transform is None else unknown("a transform"), False)


class Coauthor(_OneGraph):
    def __init__(self, root, name, transform=None, pre_transform=None, force_reload=False):
        self._hold(_sizes(COAUTHOR, name), transform if pre_transform is None else unknown("a transform"), False)


class KarateClub(_OneGraph):
    def __init__(self, transform=None):
        self._hold((34, 156, 34, 4), transform, False)
        self._graph.train_mask = torch.empty((34,), dtype=torch.bool)


class Reddit(_OneGraph):
    def __init__(self, root, transform=None, pre_transform=None, force_reload=False):
        self._hold((232965, 114615892, 602, 41), transform if pre_transform is None else unknown("a transform"), True)


class TUDataset(InMemoryDataset):
    """So many graphs, each of which has a class and nodes with features."""

    def __init__(self, root, name, transform=None, pre_transform=None, pre_filter=None, force_reload=False,
                 use_node_attr=False, use_edge_attr=False, cleaned=False):  # fmt: skip
        found = known(name) and name in GRAPHS
        self._count, self._features, self._classes = (
            GRAPHS[name] if found else (size("graphs"), size("features"), size("classes"))
        )
        self.transform = transform if pre_transform is None else unknown("a transform")
        if (known(cleaned) and cleaned) or pre_filter is not None:
            self._count = size("graphs")
        if use_node_attr:
            self._features = size("features")

    @property
    def num_classes(self):
        return self._classes

    def len(self):
        return self._count

    def get(self, idx):
        nodes, edges = size("nodes"), size("edges")
        x = torch.empty((nodes, self._features)) if not isinstance(self._features, int) or self._features else None
        return Data(
            x,
            torch.empty((2, edges), dtype=torch.int64),
            edge_attr=unknown("what the edges of a graph hold"),
            y=torch.empty((1,), dtype=torch.int64),
        )

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return _Part(self, _length(idx, self._count))
        if isinstance(idx, int):
            return super().__getitem__(idx)
        return _Part(self, len(idx) if known(idx) and isinstance(idx, (list, tuple)) else size("graphs"))


class _Part(TUDataset):
    """So many graphs of a set, nobody knows which."""

    def __init__(self, whole, count):
        self._count = count
        self._features = whole._features
        self._classes = whole._classes
        self.transform = whole.transform


def _length(part, total):
    if isinstance(total, int) and known(part.start) and known(part.stop) and known(part.step):
        return len(range(total)[part])
    return size("graphs")
