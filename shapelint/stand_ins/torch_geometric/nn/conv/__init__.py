"""torch_geometric.nn.conv: layers whose nodes hear of their neighbours."""

import inspect

import torch
from shapelint.stand_in import known, size, unknown
from torch import nn

from torch_geometric.nn.dense import linear


def _sender(in_channels):
    return in_channels[0] if isinstance(in_channels, tuple) else in_channels


def _receiver(in_channels):
    return in_channels[1] if isinstance(in_channels, tuple) else in_channels


def _both(x):
    """The nodes that send and those that receive."""
    return x if isinstance(x, tuple) else (x, x)


class MessagePassing(nn.Module):
    def __init__(self, aggr="sum", *, aggr_kwargs=None, flow="source_to_target", node_dim=-2, decomposed_layers=1,
                 **kwargs):  # fmt: skip
        super().__init__()
        self.aggr = aggr
        self.flow = flow
        self.node_dim = node_dim

    def reset_parameters(self):
        pass

    def message(self, x_j):
        return x_j

    def update(self, inputs):
        return inputs

    def propagate(self, edge_index, size=None, **kwargs):
        """Messages along the edges, summed where they arrive."""
        if self.node_dim not in (0, -2) or not isinstance(self.aggr, str) or hasattr(self, "aggregate"):
            return unknown("what nodes hear of their neighbours")
        edges = _edges(edge_index)
        messages = self.message(**_given(self.message, kwargs, edges))
        if not isinstance(messages, torch.Tensor) or not known(messages.shape):
            return unknown("what nodes hear of their neighbours")
        nodes = _receivers(kwargs, size)
        heard = torch.empty((nodes, *messages.shape[1:]), dtype=messages.dtype)
        names = list(inspect.signature(self.update).parameters)[1:]
        return self.update(heard, **{name: kwargs[name] for name in names if name in kwargs})


def _edges(edge_index):
    if isinstance(edge_index, torch.Tensor) and known(edge_index.shape):
        return edge_index.shape[1]
    return size("edges")


def _given(message, kwargs, edges):
    """What a message is made of: `x_j` is what the senders hold under `x`, a row for each edge."""
    given = {}
    for name in inspect.signature(message).parameters:
        if name in kwargs:
            given[name] = kwargs[name]
        elif name.endswith(("_i", "_j")) and name[:-2] in kwargs:
            held = kwargs[name[:-2]]
            if isinstance(held, tuple):
                held = held[1 if name.endswith("_i") else 0]
            tensor = isinstance(held, torch.Tensor) and known(held.shape)
            given[name] = (
                torch.empty((edges, *held.shape[1:]), dtype=held.dtype) if tensor else unknown("what nodes hold")
            )
        else:
            given[name] = unknown("what a message is made of", name)
    return given


def _receivers(kwargs, sizes):
    if isinstance(sizes, tuple) and sizes[1] is not None:
        return sizes[1]
    for held in kwargs.values():
        if isinstance(held, tuple):
            held = held[1]
        if isinstance(held, torch.Tensor) and known(held.shape) and held.dim() > 1:
            return held.shape[0]
    return size("nodes")


class _Wide(MessagePassing):
    """A layer that multiplies what a node holds by a matrix."""

    def __init__(self, in_channels, out_channels, *args, **kwargs):
        super().__init__()
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.lin = linear(in_channels, out_channels, False)

    def forward(self, x, edge_index, *args, **kwargs):
        return self.lin(x)


class GCNConv(_Wide):
    def forward(self, x, edge_index, edge_weight=None):
        return self.lin(x)


class ChebConv(_Wide):
    def __init__(self, in_channels, out_channels, K, normalization="sym", bias=True, **kwargs):
        super().__init__(in_channels, out_channels)


class TAGConv(_Wide):
    def __init__(self, in_channels, out_channels, K=3, bias=True, normalize=True, **kwargs):
        super().__init__(in_channels, out_channels)


class SGConv(_Wide):
    def __init__(self, in_channels, out_channels, K=1, cached=False, add_self_loops=True, bias=True, **kwargs):
        super().__init__(in_channels, out_channels)


class RGCNConv(_Wide):
    def __init__(self, in_channels, out_channels, num_relations, *args, **kwargs):
        super().__init__(_receiver(in_channels), out_channels)

    def forward(self, x, edge_index, edge_type=None):
        if x is None or not known(x) or isinstance(x, tuple) or not x.is_floating_point():
            return unknown("nodes by their numbers")
        return self.lin(x)


class SAGEConv(MessagePassing):
    def __init__(self, in_channels, out_channels, aggr="mean", normalize=False, root_weight=True, project=False,
                 bias=True, **kwargs):  # fmt: skip
        super().__init__(aggr)
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.lin_l = linear(_sender(in_channels), out_channels, bias)
        self.lin_r = linear(_receiver(in_channels), out_channels, False)

    def forward(self, x, edge_index, size=None):
        heard, own = _both(x)
        told = self.lin_l(heard)
        return told if own is None else self.lin_r(own)


class GraphConv(SAGEConv):
    def __init__(self, in_channels, out_channels, aggr="add", bias=True, **kwargs):
        super().__init__(in_channels, out_channels, aggr)

    def forward(self, x, edge_index, edge_weight=None, size=None):
        return super().forward(x, edge_index)


class GATConv(MessagePassing):
    def __init__(self, in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0,
                 add_self_loops=True, edge_dim=None, fill_value="mean", bias=True, **kwargs):  # fmt: skip
        super().__init__()
        self._attend(in_channels, out_channels, heads, concat, edge_dim)

    def _attend(self, in_channels, out_channels, heads, concat, edge_dim):
        self.in_channels = in_channels
        self.out_channels = out_channels
        self.heads = heads
        self.concat = concat
        self.lin_src = linear(_sender(in_channels), heads * out_channels, False)
        self.lin_dst = linear(_receiver(in_channels), heads * out_channels, False)
        self.lin_edge = None if edge_dim is None else linear(edge_dim, heads * out_channels, False)

    def forward(self, x, edge_index, edge_attr=None, size=None, return_attention_weights=None):
        heard, own = _both(x)
        told = self.lin_src(heard)
        out = told if own is None else self.lin_dst(own)
        if self.lin_edge is not None and isinstance(edge_attr, torch.Tensor) and edge_attr.dim() > 1:
            self.lin_edge(edge_attr)
        if not self.concat:
            out = out.view(-1, self.heads, self.out_channels).mean(dim=1)
        if return_attention_weights is None:
            return out
        return out, unknown("edges and the attention to each")


class GATv2Conv(GATConv):
    def __init__(self, in_channels, out_channels, heads=1, concat=True, negative_slope=0.2, dropout=0.0,
                 add_self_loops=True, edge_dim=None, **kwargs):  # fmt: skip
        MessagePassing.__init__(self)
        self._attend(in_channels, out_channels, heads, concat, edge_dim)

    def forward(self, x, edge_index, edge_attr=None, return_attention_weights=None):
        return super().forward(x, edge_index, edge_attr, None, return_attention_weights)


class TransformerConv(GATv2Conv):
    def __init__(self, in_channels, out_channels, heads=1, concat=True, beta=False, dropout=0.0, edge_dim=None,
                 **kwargs):  # fmt: skip
        MessagePassing.__init__(self)
        self._attend(in_channels, out_channels, heads, concat, edge_dim)


class GINConv(MessagePassing):
    def __init__(self, nn, eps=0.0, train_eps=False, **kwargs):
        super().__init__()
        self.nn = nn

    def forward(self, x, edge_index, size=None):
        heard, own = _both(x)
        return self.nn(heard if own is None else own)


class EdgeConv(MessagePassing):
    """A network over both ends of each edge."""

    def __init__(self, nn, aggr="max", **kwargs):
        super().__init__(aggr)
        self.nn = nn

    def forward(self, x, edge_index):
        heard, own = _both(x)
        edges = _edges(edge_index)
        ends = torch.empty((edges, own.shape[-1] + heard.shape[-1]), dtype=heard.dtype)
        return torch.empty((own.shape[0], self.nn(ends).shape[-1]), dtype=heard.dtype)
