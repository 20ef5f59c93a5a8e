import torch
import torch.nn as nn


class Self_Attn(nn.Module):
    """Self attention layer of SAGAN."""

    def __init__(self, in_dim):
        super().__init__()
        self.query_conv = nn.Conv2d(in_dim, in_dim // 8, kernel_size=1)
        self.key_conv = nn.Conv2d(in_dim, in_dim // 8, kernel_size=1)
        self.value_conv = nn.Conv2d(in_dim, in_dim, kernel_size=1)
        self.gamma = nn.Parameter(torch.ones(1))
        self.softmax = nn.Softmax(dim=-1)

    def forward(self, x):
        m_batchsize, C, width, height = x.size()
        proj_query = self.query_conv(x).view(m_batchsize, -1, width * height).permute(0, 2, 1)  # B X N X C
        proj_key = self.key_conv(x).view(m_batchsize, -1, width * height)  # B X C x N
        energy = torch.bmm(proj_query, proj_key)
        attention = self.softmax(energy)  # B X N X N
        proj_value = self.value_conv(x).view(m_batchsize, -1, width * height)  # B X C X N
        out = torch.bmm(proj_value, attention.permute(0, 2, 1))
        out = out.view(m_batchsize, C, width, height)
        return self.gamma * out + x, attention


class Discriminator(nn.Module):
    def __init__(self, dim=16):
        super().__init__()
        self.l1 = nn.Sequential(nn.utils.spectral_norm(nn.Conv2d(3, dim, 4, 2, 1)), nn.LeakyReLU(0.1))
        self.l2 = nn.Sequential(nn.utils.spectral_norm(nn.Conv2d(dim, dim * 2, 4, 2, 1)), nn.LeakyReLU(0.1))
        self.attn1 = Self_Attn(dim * 2)
        self.last = nn.Conv2d(dim * 2, 1, 4)

    def forward(self, x):
        out = self.l2(self.l1(x))
        out, p1 = self.attn1(out)
        return self.last(out).squeeze(), p1


torch.manual_seed(0)
net = Discriminator()
score, maps = net(torch.randn(4, 3, 32, 32))
loss = torch.relu(1.0 - score).mean()
loss.backward()
out = score.detach()
