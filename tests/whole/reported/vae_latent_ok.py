import torch
import torch.nn as nn


class SentenceVAE(nn.Module):
    def __init__(self, vocab=200, emb=32, hidden=48, latent=8, layers=1, bidirectional=True):
        super().__init__()
        self.bidirectional, self.num_layers, self.hidden_size = bidirectional, layers, hidden
        self.embedding = nn.Embedding(vocab, emb)
        self.encoder_rnn = nn.GRU(emb, hidden, num_layers=layers, bidirectional=bidirectional, batch_first=True)
        self.hidden_factor = (2 if bidirectional else 1) * layers
        self.hidden2mean = nn.Linear(hidden * self.hidden_factor, latent)

    def forward(self, input_sequence):
        batch_size = input_sequence.size(0)
        input_embedding = self.embedding(input_sequence)
        _, hidden = self.encoder_rnn(input_embedding)

        if self.bidirectional or self.num_layers > 1:
            # flatten hidden state
            hidden = hidden.transpose(0, 1).reshape(batch_size, self.hidden_size * self.hidden_factor)
        else:
            hidden = hidden.squeeze()
        return self.hidden2mean(hidden)


out = SentenceVAE()(torch.randint(0, 200, (16, 20)))
