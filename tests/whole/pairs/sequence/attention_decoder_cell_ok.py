import torch
import torch.nn as nn
import torch.nn.functional as F


class Describe(nn.Module):
    """Words for an image, one after the other, each with a look at the map."""

    def __init__(self, n_words, d_word=48, d_state=64, d_map=128):
        super().__init__()
        self.lookup = nn.Embedding(n_words, d_word)
        self.relevance = nn.Linear(d_map + d_state, 1)
        self.start = nn.Linear(d_map, 2 * d_state)
        self.cell = nn.LSTMCell(d_word + d_map, d_state)
        self.word = nn.Linear(d_state, n_words)

    def look(self, places, h):
        asked = h.unsqueeze(1).expand(-1, places.size(1), -1)
        weight = F.softmax(self.relevance(torch.cat([places, asked], dim=2)), dim=1)
        return (weight * places).sum(dim=1)

    def forward(self, maps, caption):
        places = maps.view(maps.size(0), -1, maps.size(-1))
        h, c = self.start(places.mean(dim=1)).chunk(2, dim=1)
        words = self.lookup(caption)
        said = []
        for t in range(caption.size(1)):
            step = torch.cat([words[:, t], self.look(places, h)], dim=1)
            h, c = self.cell(step, (h, c))
            said.append(self.word(h))
        return torch.stack(said, dim=1)


if __name__ == "__main__":
    maps = torch.randn(2, 7, 7, 128)
    print(Describe(100)(maps, torch.randint(0, 100, (2, 6))).shape)
