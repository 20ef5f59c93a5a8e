"""Spam or not, by windows of three, four and five words."""
import torch
import torch.nn as nn
import torch.nn.functional as F


class WindowClassifier(nn.Module):
    def __init__(self, n_words, width=100, per_window=64, windows=(3, 4, 5), n_classes=2):
        super().__init__()
        self.lookup = nn.Embedding(n_words, width, padding_idx=0)
        self.detectors = nn.ModuleList([nn.Conv1d(width, per_window, w) for w in windows])
        self.decide = nn.Linear(len(windows) * per_window, n_classes)

    def forward(self, mail):
        words = self.lookup(mail)
        strongest = []
        for detector in self.detectors:
            found = F.relu(detector(words))  # error: [channel-mismatch]
            strongest.append(F.max_pool1d(found, found.shape[2]).squeeze(2))
        return self.decide(F.dropout(torch.cat(strongest, dim=1), 0.5, self.training))


if __name__ == "__main__":
    clf = WindowClassifier(n_words=5000)
    mails = torch.randint(0, 5000, (8, 40))
    print(clf(mails))
