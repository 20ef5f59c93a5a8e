"""Classify sentences: embed the words, look at windows of three, four and five of them, keep the strongest."""

import torch
import torch.nn as nn


class SentenceClassifier(nn.Module):
    def __init__(self, vocabulary, embedding=100, filters=64, classes=4):
        super().__init__()
        self.embed = nn.Embedding(vocabulary, embedding)
        self.windows = nn.ModuleList([nn.Conv1d(embedding, filters, k) for k in (3, 4, 5)])
        self.classify = nn.Linear(3 * filters, classes)

    def forward(self, words):
        x = self.embed(words)
        strongest = [torch.relu(window(x)).amax(dim=2) for window in self.windows]
        return self.classify(torch.cat(strongest, dim=1))


if __name__ == "__main__":
    model = SentenceClassifier(vocabulary=2000)
    sentences = torch.randint(0, 2000, (16, 30))
    print(model(sentences).softmax(dim=1))
