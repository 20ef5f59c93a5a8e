# symbolic
"""Famous graphs and sets of graphs, which are fetched."""

import torch_geometric.transforms as T
from torch import nn
from torch_geometric.datasets import Planetoid, TUDataset
from torch_geometric.loader import DataLoader
from torch_geometric.nn import GCNConv, global_add_pool

cora = Planetoid(root="data", name="Cora", transform=T.NormalizeFeatures())
graph = cora[0]
reveal_shape(graph.x)  # (2708, 1433)
reveal_shape(graph.edge_index)  # (2, 10556)
reveal_shape(graph.train_mask)  # (2708,)
reveal_shape(cora.num_classes)  # 7
out = GCNConv(cora.num_features, 16)(graph.x, graph.edge_index)
reveal_shape(out)  # (2708, 16)
nn.functional.cross_entropy(out[graph.train_mask], graph.y[graph.train_mask])

mutag = TUDataset("data", "MUTAG").shuffle()
train, test = mutag[:150], mutag[150:]
reveal_shape(len(test))  # 38
for batch in DataLoader(test, batch_size=38):
    reveal_shape(batch.x)  # (nodes6, 7)
    reveal_shape(batch.y)  # (38,)
    rows = global_add_pool(GCNConv(mutag.num_node_features, 8)(batch.x, batch.edge_index), batch.batch)
    reveal_shape(rows)  # (graphs, 8)
    nn.Linear(16, mutag.num_classes)(rows)  # error: [feature-mismatch]
