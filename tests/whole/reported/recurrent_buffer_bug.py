import torch
import torch.nn as nn


class RecurrentPolicy(nn.Module):
    def __init__(self, obs_dim=6, hidden=16, n_layers=2, n_actions=3):
        super().__init__()
        self.lstm = nn.LSTM(obs_dim, hidden, num_layers=n_layers)
        self.pi = nn.Linear(hidden, n_actions)

    def forward(self, obs, state):
        features, state = self.lstm(obs, state)
        return self.pi(features), state


class RolloutBuffer:
    """Keeps, for each step, the state the LSTM had before it."""

    def __init__(self, policy):
        self.policy = policy
        self.obs, self.hidden, self.cell = [], [], []

    def collect(self, n_steps, n_envs):
        n_layers, width = self.policy.lstm.num_layers, self.policy.lstm.hidden_size
        h = torch.zeros(n_layers, n_envs, width)
        c = torch.zeros(n_layers, n_envs, width)
        for _ in range(n_steps):
            obs = torch.randn(n_envs, 6)
            self.obs.append(obs)
            self.hidden.append(h.transpose(0, 1))
            self.cell.append(c.transpose(0, 1))
            with torch.no_grad():
                _, (h, c) = self.policy(obs.unsqueeze(0), (h, c))

    def sequences(self, seq_len):
        n_layers = self.policy.lstm.num_layers
        obs = torch.stack(self.obs)
        hidden = torch.stack(self.hidden)[::seq_len].flatten(0, 1)  # n_seq, n_layers, dim
        cell = torch.stack(self.cell)[::seq_len].flatten(0, 1)
        n_seq = hidden.shape[0]
        obs = obs.unflatten(0, (-1, seq_len)).transpose(0, 1).flatten(1, 2)
        states = (hidden.reshape(n_layers, n_seq, -1), cell.reshape(n_layers, n_seq, -1))  # warning: [moved-by-view]
        return obs, states


torch.manual_seed(0)
policy = RecurrentPolicy()
buffer = RolloutBuffer(policy)
buffer.collect(n_steps=20, n_envs=3)
obs, states = buffer.sequences(seq_len=5)
logits, _ = policy(obs, states)
optimizer = torch.optim.Adam(policy.parameters())
loss = -torch.distributions.Categorical(logits=logits).entropy().mean()
loss.backward()
optimizer.step()
out = logits.detach()
