import torch
import torch.nn as nn


class CharRNN(nn.Module):
    def __init__(self, n_chars, hidden=64):
        super().__init__()
        self.emb = nn.Embedding(n_chars, 32)
        self.rnn = nn.GRU(32, hidden, batch_first=True)
        self.out = nn.Linear(hidden, n_chars)

    def forward(self, x):
        h, _ = self.rnn(self.emb(x))
        return self.out(h)


n_chars = 65
model = CharRNN(n_chars)
criterion = nn.CrossEntropyLoss()
optimizer = torch.optim.Adam(model.parameters())

text = torch.randint(0, n_chars, (16, 51))
inputs, targets = text[:, :-1], text[:, 1:]
for epoch in range(1):
    optimizer.zero_grad()
    logits = model(inputs)
    loss = criterion(logits.reshape(-1, n_chars), targets.reshape(-1))
    loss.backward()
    optimizer.step()
