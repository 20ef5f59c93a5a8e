import torch
from torch import nn

x = torch.ones(3, 4, 5)
rows = torch.vmap(lambda sample: sample.sum(0))(x)
reveal_shape(rows)  # (3, 5)
reveal_shape(torch.vmap(torch.dot)(torch.ones(2, 5), torch.ones(2, 5)))  # (2,)
reveal_shape(torch.func.vmap(torch.mv, in_dims=(None, 0))(torch.ones(2, 5), torch.ones(7, 5)))  # (7, 2)
reveal_shape(torch.vmap(lambda sample: (sample, sample.t()), in_dims=1, out_dims=(0, -1))(x))  # ((4, 3, 5), (5, 3, 4))
reveal_shape(torch.vmap(torch.vmap(torch.sum))(x))  # (3, 4)
reveal_shape(torch.vmap(nn.Linear(5, 6))(x))  # (3, 4, 6)


@torch.vmap
def norms(vectors):
    return {"norm": vectors.norm(dim=-1), "unit": vectors[0]}


reveal_shape(norms(x))  # {'norm': (3, 4), 'unit': (3, 5)}
nn.LayerNorm(4)(rows)  # error: [norm-mismatch]
