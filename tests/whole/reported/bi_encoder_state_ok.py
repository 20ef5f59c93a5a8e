import torch
from torch import nn


class SentenceEncoder(nn.Module):
    """Bidirectional encoder; its last states of both directions are the sentence."""

    def __init__(self, vocab_size, embed_size, hidden_size, num_layers=2):
        super().__init__()
        self.hidden_size, self.num_layers = hidden_size, num_layers
        self.embedding = nn.Embedding(vocab_size, embed_size)
        self.rnn = nn.GRU(embed_size, hidden_size, num_layers, batch_first=True, bidirectional=True)

    def forward(self, sentences):
        batch_size = sentences.shape[0]
        outputs, hidden = self.rnn(self.embedding(sentences))
        # hidden: (num_layers * 2, batch, hidden)
        encoded = hidden.transpose(0, 1).reshape(batch_size, self.num_layers * 2 * self.hidden_size)
        return outputs, encoded


class PairScorer(nn.Module):
    def __init__(self, encoder, dim):
        super().__init__()
        self.encoder = encoder
        self.score = nn.Bilinear(dim, dim, 1)

    def forward(self, first, second):
        a = self.encoder(first)[1]
        b = self.encoder(second)[1]
        return self.score(a, b).squeeze(-1)


torch.manual_seed(0)
encoder = SentenceEncoder(100, 16, 12)
model = PairScorer(encoder, 2 * 2 * 12)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
criterion = nn.BCEWithLogitsLoss()
for step in range(2):
    logits = model(torch.randint(0, 100, (5, 9)), torch.randint(0, 100, (5, 11)))
    loss = criterion(logits, torch.randint(0, 2, (5,)).float())
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
out = logits.detach()
