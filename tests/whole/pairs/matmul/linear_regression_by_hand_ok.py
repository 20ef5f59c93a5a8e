import torch

torch.manual_seed(1)
rooms_area_age = torch.rand(100, 3)
price = rooms_area_age @ torch.tensor([[2.0], [5.0], [-1.0]]) + 3

weights = torch.zeros((3, 1), requires_grad=True)
base = torch.zeros(1, requires_grad=True)


def estimate(houses):
    return torch.matmul(houses, weights) + base


for step in range(3):
    loss = (estimate(rooms_area_age) - price).pow(2).mean()
    loss.backward()
    with torch.no_grad():
        for p in (weights, base):
            p -= 0.1 * p.grad
            p.grad.zero_()
    print(step, float(loss))
