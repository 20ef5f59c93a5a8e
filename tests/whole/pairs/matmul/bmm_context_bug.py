import torch
import torch.nn as nn


class AttnDecoder(nn.Module):
    def __init__(self, hidden_size=32, max_length=10):
        super().__init__()
        self.attn = nn.Linear(hidden_size * 2, max_length)
        self.combine = nn.Linear(hidden_size * 2, hidden_size)

    def forward(self, embedded, hidden, encoder_outputs):
        # embedded, hidden: (batch, hidden); encoder_outputs: (length, batch, hidden)
        scores = self.attn(torch.cat((embedded, hidden), 1))
        attn_weights = torch.softmax(scores, dim=1).unsqueeze(1)
        context = torch.bmm(attn_weights, encoder_outputs)  # error: [matmul-mismatch]
        return self.combine(torch.cat((embedded, context.squeeze(1)), 1))


step = AttnDecoder()
B = 4
out = step(torch.randn(B, 32), torch.randn(B, 32), torch.randn(10, B, 32))
