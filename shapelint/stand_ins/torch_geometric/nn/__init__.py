"""torch_geometric.nn: layers over nodes and edges, and what makes a row of each graph."""

from torch_geometric.nn.conv import (
    ChebConv,
    EdgeConv,
    GATConv,
    GATv2Conv,
    GCNConv,
    GINConv,
    GraphConv,
    MessagePassing,
    RGCNConv,
    SAGEConv,
    SGConv,
    TAGConv,
    TransformerConv,
)
from torch_geometric.nn.dense import BatchNorm, GraphNorm, LayerNorm, Linear
from torch_geometric.nn.pool import global_add_pool, global_max_pool, global_mean_pool
