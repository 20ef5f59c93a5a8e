import torch
import torch.nn as nn


class DeepQA(nn.Module):
    def __init__(self, emb, hid):
        super().__init__()
        self.q_rnn = nn.LSTM(emb, hid, batch_first=True)
        self.c_rnn = nn.LSTM(emb, hid, batch_first=True)
        self.score = nn.Linear(2 * hid, 1)

    def forward(self, question, context):
        _, (hq, _) = self.q_rnn(question)
        out, _ = self.c_rnn(context)
        q = hq[-1]
        q = q.unsqueeze(1)
        both = torch.cat([out, q], dim=2)  # error: [join-mismatch]
        return self.score(both).squeeze(2)


model = DeepQA(50, 64)
scores = model(torch.randn(4, 12, 50), torch.randn(4, 90, 50))
start = scores.argmax(dim=1)
