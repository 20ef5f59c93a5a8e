import torch

x = torch.ones(2, 3)
whole = torch.ones(4, 5)
for i in range(int(torch.ones(2).sum())):
    reveal_shape(i)  # 0; ?
    reveal_shape(x)  # (2, 3); (?, 3)
    reveal_shape(whole)  # (4, 5)
    x = torch.cat([x, x])
reveal_shape(whole)  # (4, 5)
halved = torch.ones(4, 4)
for i in range(int(torch.ones(2).sum())):
    rounds = 0
    while halved.shape[-1] > 3 and rounds < 4:
        halved = halved[..., ::2]
        rounds += 1
    reveal_shape(rounds)  # 1; ?
