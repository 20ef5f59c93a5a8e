import random

import torch
from torch import nn

WORDS, LONGEST, HEADS = 40, 10, 4


def sentences(count):
    found = []
    for _ in range(count):
        words = [random.randrange(1, WORDS) for _ in range(random.randint(2, LONGEST))]
        found.append(words)
    return found


def batches(rows, size):
    random.shuffle(rows)
    for start in range(0, len(rows) - size + 1, size):
        words = torch.zeros(size, LONGEST, dtype=torch.long)
        for i, row in enumerate(rows[start : start + size]):
            words[i, : len(row)] = torch.tensor(row)
        yield words


class Reader(nn.Module):
    def __init__(self, width=16):
        super().__init__()
        self.embed = nn.Embedding(WORDS, width, padding_idx=0)
        self.attend = nn.MultiheadAttention(width, HEADS, batch_first=True)
        self.score = nn.Linear(width, 1)

    def forward(self, words):
        hidden = (words == 0).unsqueeze(1).expand(-1, words.size(1), -1)
        x = self.embed(words)
        x, _ = self.attend(x, x, x, attn_mask=hidden)  # error: [size-mismatch]
        return self.score(x.mean(1))


reader = Reader()
for words in batches(sentences(24), 8):
    print(reader(words).mean())
