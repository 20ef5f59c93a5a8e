import torch

l1, l2, l3 = 4, 150, 2

model = torch.nn.Sequential(
    torch.nn.Linear(l1, l2),
    torch.nn.LeakyReLU(),
    torch.nn.Linear(l2, l3),
    torch.nn.Softmax(dim=-1),
)
optimizer = torch.optim.Adam(model.parameters(), lr=0.0009)


def discount_rewards(rewards, gamma=0.99):
    lenr = len(rewards)
    disc_return = torch.pow(gamma, torch.arange(lenr).float()) * rewards
    return disc_return / disc_return.max()


def loss_fn(preds, r):
    return -1 * torch.sum(r * torch.log(preds))


torch.manual_seed(0)
transitions = [(torch.rand(4), i % 2, i + 1) for i in range(30)]
reward_batch = torch.Tensor([r for (s, a, r) in transitions]).flip(dims=(0,))
disc_returns = discount_rewards(reward_batch)
state_batch = torch.stack([s for (s, a, r) in transitions])
action_batch = torch.Tensor([a for (s, a, r) in transitions])
pred_batch = model(state_batch)
prob_batch = pred_batch.gather(dim=1, index=action_batch.long().view(-1, 1)).squeeze()
loss = loss_fn(prob_batch, disc_returns)
optimizer.zero_grad()
loss.backward()
optimizer.step()
out = loss.detach()
