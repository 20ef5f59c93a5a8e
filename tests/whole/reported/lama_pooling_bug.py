import torch
import torch.nn as nn


class TemporalAttentionPooling(nn.Module):
    def __init__(self, features_in, activation=None, kernel_size=1):
        super().__init__()
        self.features_in = features_in
        self.attention_pooling = nn.Sequential(
            nn.Conv1d(in_channels=features_in, out_channels=1, kernel_size=kernel_size),
            nn.Softmax(dim=1),
        )

    def forward(self, features):
        """features: [batch_size, history_len, feature_size]"""
        x = features
        batch_size, history_len, feature_size = x.shape
        x = x.transpose(1, 2)
        x_a = self.attention_pooling(x)  # warning: [wrong-axis]
        x_attn = (x * x_a).transpose(1, 2)
        return x_attn.sum(1, keepdim=True)


class LamaPooling(nn.Module):
    def __init__(self, features_in):
        super().__init__()
        self.pool = TemporalAttentionPooling(features_in)
        self.features_out = 3 * features_in

    def forward(self, features):
        last = features[:, -1:, :]
        average = features.mean(1, keepdim=True)
        attention = self.pool(features)
        return torch.cat([last, average, attention], 1).flatten(1)


class Actor(nn.Module):
    def __init__(self, obs_dim, act_dim, hidden=32):
        super().__init__()
        self.observation_net = nn.Sequential(nn.Linear(obs_dim, hidden), nn.LayerNorm(hidden), nn.ReLU())
        self.aggregation_net = LamaPooling(hidden)
        self.main_net = nn.Sequential(nn.Linear(self.aggregation_net.features_out, hidden), nn.ReLU())
        self.policy_net = nn.Linear(hidden, act_dim)

    def forward(self, states):
        x = self.observation_net(states)
        return torch.tanh(self.policy_net(self.main_net(self.aggregation_net(x))))


torch.manual_seed(0)
out = Actor(11, 3)(torch.randn(6, 4, 11)).detach()
