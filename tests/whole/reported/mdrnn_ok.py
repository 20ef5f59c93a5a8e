import torch
import torch.nn as nn
import torch.nn.functional as f
from torch.distributions.normal import Normal


def gmm_loss(batch, mus, sigmas, logpi, reduce=True):
    """Minus log-probability of batch under the mixture; batch (seq_len, bs, fs), logpi (seq_len, bs, gs)."""
    batch = batch.unsqueeze(-2)
    normal_dist = Normal(mus, sigmas)
    g_log_probs = normal_dist.log_prob(batch)
    g_log_probs = logpi + torch.sum(g_log_probs, dim=-1)
    max_log_probs = torch.max(g_log_probs, dim=-1, keepdim=True)[0]
    g_probs = torch.exp(g_log_probs - max_log_probs)
    log_prob = max_log_probs.squeeze(-1) + torch.log(torch.sum(g_probs, dim=-1))
    return -torch.mean(log_prob) if reduce else -log_prob


class MDRNN(nn.Module):
    def __init__(self, latents=32, actions=3, hiddens=256, gaussians=5):
        super().__init__()
        self.latents, self.actions, self.hiddens, self.gaussians = latents, actions, hiddens, gaussians
        self.gmm_linear = nn.Linear(hiddens, (2 * latents + 1) * gaussians + 2)
        self.rnn = nn.LSTM(latents + actions, hiddens)

    def forward(self, actions, latents):
        seq_len, bs = actions.size(0), actions.size(1)
        ins = torch.cat([actions, latents], dim=-1)
        outs, _ = self.rnn(ins)
        gmm_outs = self.gmm_linear(outs)
        stride = self.gaussians * self.latents

        mus = gmm_outs[:, :, :stride]
        mus = mus.view(seq_len, bs, self.gaussians, self.latents)
        sigmas = gmm_outs[:, :, stride : 2 * stride]
        sigmas = torch.exp(sigmas.view(seq_len, bs, self.gaussians, self.latents))

        pi = gmm_outs[:, :, 2 * stride : 2 * stride + self.gaussians]
        pi = pi.view(seq_len, bs, self.gaussians)
        logpi = f.log_softmax(pi, dim=-1)

        rs, ds = gmm_outs[:, :, -2], gmm_outs[:, :, -1]
        return mus, sigmas, logpi, rs, ds


torch.manual_seed(0)
net = MDRNN()
actions, latents = torch.rand(20, 16, 3), torch.randn(20, 16, 32)
mus, sigmas, logpi, rs, ds = net(actions, latents)
out = gmm_loss(latents, mus, sigmas, logpi)
