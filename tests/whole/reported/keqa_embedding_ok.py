import argparse

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch.utils.data import DataLoader, TensorDataset


class EmbedVector(nn.Module):
    """Embedding of the entity or predicate that a question asks for."""

    def __init__(self, config):
        super().__init__()
        self.config = config
        self.embed = nn.Embedding(config.words_num, config.words_dim)
        self.lstm = nn.LSTM(config.words_dim, config.hidden_size, num_layers=2, dropout=0.1, bidirectional=True)
        self.attn = nn.Sequential(nn.Linear(config.hidden_size * 2 + config.words_dim, config.hidden_size), nn.Tanh(),
                                  nn.Linear(config.hidden_size, 1))
        self.hidden2tag = nn.Sequential(
            nn.Linear(config.hidden_size * 2 + config.words_dim, config.hidden_size * 2), nn.ReLU(),
            nn.Linear(config.hidden_size * 2, config.dim),
        )

    def forward(self, text):
        # text: (sequence length, batch size)
        x = self.embed(text)
        seq_len, batch_size, words_dim = x.size()
        outputs, _ = self.lstm(x)
        outputs = outputs.view(-1, outputs.size(2))
        x = x.view(-1, words_dim)
        scores = self.attn(torch.cat((x, outputs), 1))
        attn_weights = F.softmax(scores.view(seq_len, batch_size), dim=0).view(-1, 1)
        attn_applied = outputs * attn_weights
        tags = self.hidden2tag(torch.cat((x, attn_applied), 1)).view(seq_len, batch_size, -1)
        return tags.mean(dim=0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--words_num", type=int, default=300)
    parser.add_argument("--words_dim", type=int, default=50)
    parser.add_argument("--hidden_size", type=int, default=40)
    parser.add_argument("--dim", type=int, default=25)
    parser.add_argument("--batch_size", type=int, default=8)
    args = parser.parse_args()
    torch.manual_seed(0)
    model = EmbedVector(args).eval()
    criterion = nn.MSELoss()
    data = TensorDataset(torch.randint(0, args.words_num, (32, 12)), torch.randn(32, args.dim))
    for questions, vectors in DataLoader(data, args.batch_size):
        scores = model(questions.t())
        loss = criterion(scores, vectors)
    out = scores.detach()
