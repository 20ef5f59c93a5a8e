import torch
import torch.nn as nn
import torch.nn.functional as F


class Config:
    def __init__(self):
        self.num_classes = 10
        self.pad_size = 32
        self.n_vocab = 200
        self.embed = 60
        self.dim_model = 60
        self.hidden = 128
        self.num_head = 5
        self.num_encoder = 1


class Scaled_Dot_Product_Attention(nn.Module):
    def forward(self, Q, K, V, scale=None):
        attention = torch.matmul(Q, K.permute(0, 2, 1))
        if scale:
            attention = attention * scale
        attention = F.softmax(attention, dim=-1)
        return torch.matmul(attention, V)


class Multi_Head_Attention(nn.Module):
    def __init__(self, dim_model, num_head):
        super(Multi_Head_Attention, self).__init__()
        self.num_head = num_head
        assert dim_model % num_head == 0
        self.dim_head = dim_model // self.num_head
        self.fc_Q = nn.Linear(dim_model, num_head * self.dim_head)
        self.fc_K = nn.Linear(dim_model, num_head * self.dim_head)
        self.fc_V = nn.Linear(dim_model, num_head * self.dim_head)
        self.attention = Scaled_Dot_Product_Attention()
        self.fc = nn.Linear(num_head * self.dim_head, dim_model)
        self.layer_norm = nn.LayerNorm(dim_model)

    def split(self, x):
        b = x.size(0)
        return x.view(b, -1, self.num_head, self.dim_head).transpose(1, 2).reshape(b * self.num_head, -1, self.dim_head)

    def merge(self, x, b):
        return x.view(b, self.num_head, -1, self.dim_head).transpose(1, 2).reshape(b, -1, self.dim_head * self.num_head)

    def forward(self, x):
        batch_size = x.size(0)
        Q, K, V = self.split(self.fc_Q(x)), self.split(self.fc_K(x)), self.split(self.fc_V(x))
        context = self.attention(Q, K, V, K.size(-1) ** -0.5)
        out = self.fc(self.merge(context, batch_size))
        return self.layer_norm(out + x)


class Model(nn.Module):
    def __init__(self, config):
        super(Model, self).__init__()
        self.embedding = nn.Embedding(config.n_vocab, config.embed)
        self.encoders = nn.ModuleList([Multi_Head_Attention(config.dim_model, config.num_head) for _ in range(config.num_encoder)])
        self.fc1 = nn.Linear(config.pad_size * config.dim_model, config.num_classes)

    def forward(self, x):
        out = self.embedding(x)
        for encoder in self.encoders:
            out = encoder(out)
        return self.fc1(out.view(out.size(0), -1))


torch.manual_seed(0)
model = Model(Config())
out = model(torch.randint(0, 200, (16, 32)))
