"""torch_geometric.utils: edges, degrees, and dense forms of a batch."""

import torch
from shapelint.stand_in import known, size, unknown


def _nodes(num_nodes):
    return size("nodes") if num_nodes is None else num_nodes


def _edges():
    return torch.empty((2, size("edges")), dtype=torch.int64)


def add_self_loops(edge_index, edge_attr=None, fill_value=None, num_nodes=None):
    looped = _edges()
    if edge_attr is None or not isinstance(edge_attr, torch.Tensor):
        return looped, edge_attr
    return looped, torch.empty((looped.shape[1], *edge_attr.shape[1:]), dtype=edge_attr.dtype)


def remove_self_loops(edge_index, edge_attr=None):
    return add_self_loops(edge_index, edge_attr)


def to_undirected(edge_index, edge_attr=None, num_nodes=None, reduce="add"):
    return _edges() if edge_attr is None else unknown("edges in both directions")


def negative_sampling(edge_index, num_nodes=None, num_neg_samples=None, method="sparse", force_undirected=False):
    return _edges()


def degree(index, num_nodes=None, dtype=None):
    return torch.empty((_nodes(num_nodes),), dtype=torch.float32 if dtype is None else dtype)


def softmax(src, index=None, ptr=None, num_nodes=None, dim=0):
    return src


def scatter(src, index, dim=0, dim_size=None, reduce="sum"):
    if not isinstance(src, torch.Tensor) or not known(src.shape):
        return unknown("what something unknown is scattered to")
    axis = dim if dim >= 0 else src.dim() + dim
    return torch.empty((*src.shape[:axis], _nodes(dim_size), *src.shape[axis + 1 :]), dtype=src.dtype)


def to_dense_batch(x, batch=None, fill_value=0.0, max_num_nodes=None, batch_size=None):
    graphs = size("graphs") if batch_size is None else batch_size
    nodes = _nodes(max_num_nodes)
    return torch.empty((graphs, nodes, *x.shape[1:]), dtype=x.dtype), torch.empty((graphs, nodes), dtype=torch.bool)


def to_dense_adj(edge_index, batch=None, edge_attr=None, max_num_nodes=None, batch_size=None):
    nodes = _nodes(max_num_nodes)
    graphs = 1 if batch is None else size("graphs")
    rest = edge_attr.shape[1:] if isinstance(edge_attr, torch.Tensor) else ()
    return torch.empty((graphs, nodes, nodes, *rest))
