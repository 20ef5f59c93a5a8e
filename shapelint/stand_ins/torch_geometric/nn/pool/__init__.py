"""torch_geometric.nn.pool: a row for each graph."""

import torch
from shapelint.stand_in import known, size


def global_add_pool(x, batch, size=None):
    if batch is None:
        return x.sum(dim=-2, keepdim=x.dim() <= 2)
    if known(batch) and isinstance(batch, torch.Tensor) and x.dim() == 2:
        x = x + batch.view(-1, 1).expand_as(x)  # a graph for each node
    return torch.empty((*x.shape[:-2], _graphs(size), x.shape[-1]), dtype=x.dtype)


def _graphs(count):
    return size("graphs") if count is None else count


global_mean_pool = global_max_pool = global_add_pool
