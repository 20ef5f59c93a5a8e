import torch
import torch.nn as nn
import torch.nn.functional as F


class MultiHeadAttn(nn.Module):
    def __init__(self, input_dim, num_heads):
        super().__init__()
        self.num_heads = num_heads
        self.head_dim = input_dim // num_heads
        self.q_proj = nn.Linear(input_dim, input_dim)
        self.k_proj = nn.Linear(input_dim, input_dim)
        self.v_proj = nn.Linear(input_dim, input_dim)
        self.fc = nn.Linear(input_dim, input_dim)

    def reshape_from_concat(self, batch_size, tensor):
        tensor = tensor.view(batch_size, -1, self.num_heads, self.head_dim).transpose(1, 2)
        return tensor.reshape(batch_size * self.num_heads, -1, self.head_dim)

    def reshape_to_concat(self, batch_size, tensor):
        # before: (batch, heads, length, head dim), after: (batch, length, heads * head dim)
        tensor = tensor.permute(0, 2, 1, 3)
        return tensor.contiguous().view(batch_size, -1, self.num_heads * self.head_dim)

    def forward(self, query, key, value):
        batch_size = query.size(0)
        query = self.reshape_from_concat(batch_size, self.q_proj(query))
        key = self.reshape_from_concat(batch_size, self.k_proj(key))
        value = self.reshape_from_concat(batch_size, self.v_proj(value))
        score = torch.bmm(query, key.transpose(1, 2)) / self.head_dim**0.5
        weights = F.softmax(score, dim=-1)
        output = torch.bmm(weights, value)
        output = output.view(batch_size, self.num_heads, -1, self.head_dim)
        output = self.reshape_to_concat(batch_size, output)
        return self.fc(output)


model = MultiHeadAttn(64, 8)
x = torch.randn(4, 15, 64)
out = model(x, x, x)
