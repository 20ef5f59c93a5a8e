import torch
import torch.nn as nn


class Sentiment(nn.Module):
    def __init__(self, vocab=100, dim=16, hidden=32):
        super().__init__()
        self.hidden_dim = hidden
        self.embedding = nn.Embedding(vocab, dim)
        self.lstm = nn.LSTM(dim, hidden, batch_first=True)
        self.fc = nn.Linear(hidden, 1)

    def forward(self, x):
        batch_size = x.size(0)
        lstm_out, _ = self.lstm(self.embedding(x))
        lstm_out = lstm_out.contiguous().view(-1, self.hidden_dim)  # warning: [batch-swallowed]
        return torch.sigmoid(self.fc(lstm_out)).squeeze(1)


model = Sentiment()
reviews = torch.randint(0, 100, (5, 20))
for positive in model(reviews):
    positive.item()


# What torch says of it.
def claim():
    n = model(reviews).shape[0]
    return n == 100
