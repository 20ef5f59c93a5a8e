"""torch_geometric: graphs, data sets of them, and the usual layers over nodes and edges."""


def seed_everything(seed):
    pass
