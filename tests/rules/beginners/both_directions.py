"""A classifier over both directions of an LSTM forgets that there are two."""

import torch
import torch.nn as nn


class Sentiment(nn.Module):
    def __init__(self, vocab_size, embed_dim=32, hidden_dim=64):
        super().__init__()
        self.embedding = nn.Embedding(vocab_size, embed_dim)
        self.lstm = nn.LSTM(embed_dim, hidden_dim, bidirectional=True, batch_first=True)
        self.fc = nn.Linear(hidden_dim, 2)

    def forward(self, text):
        output, (hidden, cell) = self.lstm(self.embedding(text))
        return self.fc(output[:, -1, :])


model = Sentiment(1000)
print(model(torch.randint(0, 1000, (4, 12))).shape)
