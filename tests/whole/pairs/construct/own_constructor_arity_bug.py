import torch
import torch.nn as nn


class Listener(nn.Module):
    def __init__(self, n_words, width, layers=1):
        super().__init__()
        self.lookup = nn.Embedding(n_words, width)
        self.gru = nn.GRU(width, width, layers)

    def forward(self, words, state=None):
        return self.gru(self.lookup(words), state)


class Speaker(nn.Module):
    def __init__(self, width, n_words, layers=1):
        super().__init__()
        self.lookup = nn.Embedding(n_words, width)
        self.gru = nn.GRU(width, width, layers)
        self.guess = nn.Linear(width, n_words)

    def forward(self, word, state):
        o, state = self.gru(self.lookup(word), state)
        return self.guess(o), state


WIDTH = 64
listener = Listener(300, WIDTH)
speaker = Speaker(WIDTH)  # error: [wrong-arguments]
_, state = listener(torch.randint(0, 300, (9, 1)))
scores, state = speaker(torch.zeros(1, 1, dtype=torch.long), state)
