"""Translation with a cell in a loop and additive attention, length first; the decoder is told the true last word."""

import torch
import torch.nn as nn
import torch.nn.functional as F


class Read(nn.Module):
    def __init__(self, words, dim, hidden, state):
        super().__init__()
        self.words = nn.Embedding(words, dim)
        self.rnn = nn.GRU(dim, hidden, bidirectional=True)
        self.start = nn.Linear(2 * hidden, state)

    def forward(self, source):
        # source: (length, batch)
        states, last = self.rnn(self.words(source))
        forwards, backwards = last[-2], last[-1, :, :]
        return states, torch.tanh(self.start(torch.cat((forwards, backwards), dim=1)))


class Attend(nn.Module):
    def __init__(self, memory, state, inner):
        super().__init__()
        self.of_memory = nn.Linear(memory, inner)
        self.of_state = nn.Linear(state, inner, bias=False)
        self.score = nn.Linear(inner, 1, bias=False)

    def forward(self, state, memory):
        """state: (batch, S), memory: (batch, length, M) -> (batch, M)"""
        both = torch.tanh(self.of_memory(memory) + self.of_state(state).unsqueeze(1))
        weights = F.softmax(self.score(both).squeeze(2), dim=1)
        return torch.bmm(weights.unsqueeze(1), memory).squeeze(1)


class Write(nn.Module):
    def __init__(self, words, dim, memory, state):
        super().__init__()
        self.n_words = words
        self.words = nn.Embedding(words, dim)
        self.attend = Attend(memory, state, inner=state // 2)
        self.cell = nn.LSTMCell(memory + dim, state)
        self.guess = nn.Linear(memory + dim + state, words)

    def step(self, word, carried, memory):
        word = self.words(word)
        seen = self.attend(carried[0], memory)
        h, c = self.cell(torch.cat((word, seen), dim=1), carried)
        return self.guess(torch.cat((h, seen, word), dim=1)), (h, c)


class Seq2Seq(nn.Module):
    def __init__(self, source_words=30, target_words=35, dim=12, hidden=16):
        super().__init__()
        self.read = Read(source_words, dim, hidden, 2 * hidden)
        self.write = Write(target_words, dim, 2 * hidden, 2 * hidden)

    def forward(self, source, target):
        memory, h = self.read(source)
        memory = memory.permute(1, 0, 2)
        carried = (h, torch.zeros_like(h))
        steps, batch = target.shape
        guesses = torch.zeros(steps, batch, self.write.n_words)
        for t in range(1, steps):
            guesses[t], carried = self.write.step(target[t - 1, :], carried, memory)
        return guesses


RUNS = [
    ("Seq2Seq", {}, [("long", [9, 2]), ("long", [5, 2])]),
    ("Seq2Seq", {"hidden": 6, "target_words": 31}, [("long", [4, 3]), ("long", [3, 3])]),
]
