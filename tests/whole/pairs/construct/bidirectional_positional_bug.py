import torch
import torch.nn as nn


class NERTagger(nn.Module):
    """BiLSTM over pretrained vectors."""

    def __init__(self, vectors, hidden, tags):
        super().__init__()
        self.emb = nn.Embedding.from_pretrained(vectors)
        self.lstm = nn.LSTM(vectors.size(1), hidden, bidirection=True, batch_first=True)  # error: [wrong-arguments]
        self.tag = nn.Linear(2 * hidden, tags)

    def forward(self, tokens):
        states, _ = self.lstm(self.emb(tokens))
        return self.tag(states)


tagger = NERTagger(torch.randn(120, 25), 32, 9)
print(tagger(torch.randint(0, 120, (2, 17))).shape)
