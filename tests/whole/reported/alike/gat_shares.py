import torch
import torch.nn.functional as F


def send(h, w, adj):
    """Each node shares out what it has among its neighbours: columns are the senders."""
    wh = h @ w
    e = F.leaky_relu(wh @ wh.T)
    share = F.softmax(torch.where(adj > 0, e, torch.full_like(e, -9e15)), dim=0)
    return share.T @ wh, share


adj = ((torch.rand(14, 14) > 0.7).float() + torch.eye(14)).clamp(max=1)
out = send(torch.randn(14, 8), torch.randn(8, 6), adj)[0]
