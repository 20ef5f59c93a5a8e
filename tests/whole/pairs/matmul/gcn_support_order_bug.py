import torch
import torch.nn as nn
import torch.nn.functional as F


class Neighbours(nn.Module):
    """Every node gets the sum of what its neighbours say."""

    def __init__(self, n_in, n_out):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(n_in, n_out))
        self.bias = nn.Parameter(torch.zeros(n_out))
        nn.init.xavier_normal_(self.weight)

    def forward(self, nodes, links):
        said = torch.mm(nodes, self.weight)  # error: [matmul-mismatch]
        return links.mm(said) + self.bias


class Topics(nn.Module):
    def __init__(self, words, hidden, topics):
        super().__init__()
        self.near = Neighbours(words, hidden)
        self.far = Neighbours(words, topics)

    def forward(self, papers, links):
        h = F.relu(self.near(papers, links))
        return self.far(h, links).log_softmax(dim=1)


papers = torch.rand(27, 143)
links = torch.eye(27)
topics = Topics(words=143, hidden=16, topics=7)
output = topics(papers, links)
