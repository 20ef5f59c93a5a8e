import torch
import torch.nn as nn


class MultiHeadSelfAttention(nn.Module):
    """Interaction between the fields of a record (AutoInt)."""

    def __init__(self, input_dim, attention_dim=16, num_heads=2):
        super().__init__()
        self.attention_dim = attention_dim
        self.num_heads = num_heads
        self.output_dim = num_heads * attention_dim
        self.W_q = nn.Linear(input_dim, self.output_dim, bias=False)
        self.W_k = nn.Linear(input_dim, self.output_dim, bias=False)
        self.W_v = nn.Linear(input_dim, self.output_dim, bias=False)
        self.W_res = nn.Linear(input_dim, self.output_dim, bias=False)

    def forward(self, X):
        query, key, value = self.W_q(X), self.W_k(X), self.W_v(X)

        # split by num_heads
        batch_size = query.size(0)
        fields = query.size(1)
        query = query.view(batch_size, fields, self.num_heads, self.attention_dim).transpose(1, 2).flatten(0, 1)
        key = key.view(batch_size, fields, self.num_heads, self.attention_dim).transpose(1, 2).flatten(0, 1)
        value = value.view(batch_size, fields, self.num_heads, self.attention_dim).transpose(1, 2).flatten(0, 1)

        # scaled dot product attention
        weights = torch.bmm(query, key.transpose(1, 2)) / self.attention_dim**0.5
        output = torch.bmm(weights.softmax(dim=-1), value)

        # concat heads
        output = output.view(batch_size, self.num_heads, fields, -1).transpose(1, 2).reshape(batch_size, fields, -1)
        return torch.relu(output + self.W_res(X))


if __name__ == "__main__":
    embeddings = torch.randn(32, 23, 10)
    out = MultiHeadSelfAttention(10)(embeddings)
    print(out.shape)
