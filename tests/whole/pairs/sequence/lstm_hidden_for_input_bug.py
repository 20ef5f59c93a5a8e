import torch
import torch.nn as nn


class Sentiment(nn.Module):
    def __init__(self, vocab, emb_dim=64, hidden=128):
        super().__init__()
        self.embedding = nn.Embedding(vocab, emb_dim)
        self.lstm = nn.LSTM(hidden, hidden, batch_first=True)  # related
        self.fc = nn.Linear(hidden, 1)

    def forward(self, review):
        embeds = self.embedding(review)
        lstm_out, (h_n, c_n) = self.lstm(embeds)  # error: [feature-mismatch]
        return torch.sigmoid(self.fc(h_n[-1]))
