"""Graphs: layers over nodes and edges, messages of the program's own, batches."""

import torch
from torch import nn
import torch.nn.functional as F
from torch_geometric.data import Data, Batch
from torch_geometric.loader import DataLoader
from torch_geometric.nn import (
    GATConv,
    GCNConv,
    GINConv,
    MessagePassing,
    SAGEConv,
    EdgeConv,
    TransformerConv,
    global_mean_pool,
)
from torch_geometric.utils import add_self_loops, degree

edges = torch.tensor([[0, 1, 1, 2], [1, 0, 2, 1]])
data = Data(x=torch.rand(3, 16), edge_index=edges, y=torch.tensor([1]))
reveal_shape(data.num_nodes)  # 3
reveal_shape(data.num_node_features)  # 16
reveal_shape(GCNConv(16, 8)(data.x, data.edge_index))  # (3, 8)
reveal_shape(GATConv(16, 8, heads=4)(data.x, data.edge_index))  # (3, 32)
reveal_shape(GATConv(16, 8, heads=4, concat=False)(data.x, data.edge_index))  # (3, 8)
reveal_shape(TransformerConv(-1, 8, heads=2)(data.x, data.edge_index))  # (3, 16)
reveal_shape(SAGEConv(16, 8)(data.x, data.edge_index))  # (3, 8)
reveal_shape(GINConv(nn.Linear(16, 5))(data.x, data.edge_index))  # (3, 5)
reveal_shape(EdgeConv(nn.Linear(32, 6))(data.x, data.edge_index))  # (3, 6)
both = Batch.from_data_list([data, data])
reveal_shape(both.x)  # (6, 16)
reveal_shape(both.batch)  # (6,)
reveal_shape(both.y)  # (2,)
reveal_shape(both.num_graphs)  # 2


class Mean(MessagePassing):
    def __init__(self, width, out):
        super().__init__(aggr="mean")
        self.lin = nn.Linear(2 * width, out)

    def forward(self, x, edge_index):
        edge_index, _ = add_self_loops(edge_index, num_nodes=x.size(0))
        row, col = edge_index
        norm = degree(col, x.size(0), dtype=x.dtype).pow(-0.5)
        return self.propagate(edge_index, x=x, norm=norm[row] * norm[col])

    def message(self, x_i, x_j, norm):
        return norm.view(-1, 1) * self.lin(torch.cat([x_i, x_j - x_i], dim=-1))


reveal_shape(Mean(16, 7)(data.x, data.edge_index))  # (3, 7)
for batch in DataLoader([data] * 10, batch_size=4):
    reveal_shape(batch.y)  # (4,); (2,)
    reveal_shape(batch.x.shape[1])  # 16
    pooled = global_mean_pool(GCNConv(16, 8)(batch.x, batch.edge_index), batch.batch)
    reveal_shape(pooled.shape[1])  # 8
