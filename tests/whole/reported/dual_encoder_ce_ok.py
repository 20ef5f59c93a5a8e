import torch
import torch.nn as nn


class DualEncoder(nn.Module):
    def __init__(self, vocab=500, emb=64, hidden=64):
        super().__init__()
        self.embed = nn.Embedding(vocab, emb)
        self.rnn = nn.GRU(emb, hidden, batch_first=True)
        self.M = nn.Parameter(torch.randn(hidden, hidden) * 0.1)
        self.final_layer = nn.Softmax(dim=1)

    def encode(self, tokens):
        _, h = self.rnn(self.embed(tokens))
        return h[-1]

    def forward(self, context, candidates):
        c = self.encode(context) @ self.M
        n, k, length = candidates.shape
        r = self.encode(candidates.reshape(n * k, length)).view(n, k, -1)
        logits = torch.bmm(r, c.unsqueeze(2)).squeeze(2)
        return logits


class Evaluator:
    def __init__(self, loss_func=nn.CrossEntropyLoss()):
        self.loss_func = loss_func

    def step(self, model, batch):
        context, candidates, target = batch
        output = model(context, candidates)
        loss = self.loss_func(output, target)
        loss.backward()
        return loss.item(), (output.argmax(dim=1) == target).float().mean().item()


batch = (torch.randint(0, 500, (8, 30)), torch.randint(0, 500, (8, 10, 12)), torch.randint(0, 10, (8,)))
out = torch.tensor(Evaluator().step(DualEncoder(), batch)[0])
