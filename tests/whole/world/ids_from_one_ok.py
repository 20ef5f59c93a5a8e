import random

import torch
from torch import nn
from torch.utils.data import DataLoader

KINDS = ["bird", "cat", "dog"]
SAYINGS = ["it sings at dawn", "it sleeps all day", "it barks at dawn", "it sleeps and sings"]
WORDS = sorted({word for saying in SAYINGS for word in saying.split()})

word_ids = {word: number for number, word in enumerate(WORDS, start=1)}
kind_ids = dict(zip(KINDS, range(len(KINDS))))


def together(batch):
    rows = [torch.tensor([word_ids.get(word, 0) for word in text.split()]) for text, _ in batch]
    words = nn.utils.rnn.pad_sequence(rows, batch_first=True)
    return words, torch.LongTensor([kind_ids[kind] for _, kind in batch])


class Guess(nn.Module):
    def __init__(self, words, kinds):
        super().__init__()
        self.embed = nn.Embedding(words, 12)
        self.out = nn.Linear(12, kinds)

    def forward(self, words):
        return self.out(self.embed(words).mean(1))


data = [(random.choice(SAYINGS), random.choice(KINDS)) for _ in range(64)]
guess = Guess(len(word_ids) + 1, len(KINDS))
number_of = {kind: number for number, kind in enumerate(KINDS, 1)}
for words, kinds in DataLoader(data, batch_size=16, collate_fn=together):
    print(nn.functional.cross_entropy(guess(words), kinds))
wanted = torch.tensor([number_of[random.choice(KINDS)] for _ in range(200)])
found = guess(torch.zeros(200, 5, dtype=torch.long))
print(nn.functional.cross_entropy(found, wanted - 1))
