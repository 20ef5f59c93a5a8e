import torch
import torch.nn as nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence, pad_sequence


class Reviews(nn.Module):
    def __init__(self, words=50, dim=12, hidden=16, classes=3):
        super().__init__()
        self.embed = nn.Embedding(words, dim, padding_idx=0)
        self.lstm = nn.LSTM(dim, hidden, batch_first=True)
        self.drop, self.head = nn.Dropout(0.1), nn.Linear(hidden, classes)

    def forward(self, ids, lengths):
        packed = pack_padded_sequence(self.embed(ids), lengths.cpu(), batch_first=True, enforce_sorted=False)
        out, (h, c) = self.lstm(packed)
        out, _ = pad_packed_sequence(out, batch_first=True)
        return self.head(self.drop(h[-1]))


torch.manual_seed(0)
texts = [torch.randint(1, 50, (n,)) for n in (7, 3, 5)]
out = Reviews().eval()(pad_sequence(texts, batch_first=True), torch.tensor([len(one) for one in texts])).detach()
