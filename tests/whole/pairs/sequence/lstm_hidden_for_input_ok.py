import torch
import torch.nn as nn


class Sentiment(nn.Module):
    def __init__(self, vocab, emb_dim=64, hidden=128):
        super().__init__()
        self.embedding = nn.Embedding(vocab, emb_dim)
        self.lstm = nn.LSTM(emb_dim, hidden, batch_first=True)
        self.fc = nn.Linear(hidden, 1)

    def forward(self, review):
        embeds = self.embedding(review)
        lstm_out, (h_n, c_n) = self.lstm(embeds)
        return torch.sigmoid(self.fc(h_n[-1]))
